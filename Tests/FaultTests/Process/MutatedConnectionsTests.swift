import Glibc
import TestSite
import Testing

extension FaultTests {
    /// What somebody can do who may open the service's socket, and sends what no web server would.
    @EndToEnd
    @Suite struct MutatedConnectionsTests {
        let service: SupervisedService

        init() throws {
            service = try SupervisedService()
        }

        @Test func damagedRequestsLeaveAServiceThatAnswers() throws {
            defer { #expect(throws: Never.self) { try service.end() } }
            let seed = SeededChoices.seed
            let count = Scale.choose(short: 1500, full: 50_000)
            var connections = MutatedConnections(seed: seed)
            var deaths = Deaths()
            try service.waitForHealth()
            let threads = try service.usage().threads
            var pid = try service.pid()
            for number in 0..<count {
                let bytes = connections.next()
                let start = ContinuousClock.now
                // A service that dies of a connection lets go of it first, and who comes next finds nobody, or its
                // successor.
                if try service.exchange(bytes), try service.exchange([]), try service.pid() == pid { continue }
                try deaths.add(bytes, number: number, since: start, service)
                pid = try service.pid()
            }
            #expect(deaths.unexplained.isEmpty, "FAULT_SEED=\(seed)")
            if try service.readsCheckedRecords() { #expect(deaths.count == 0, "FAULT_SEED=\(seed)") }
            // Not of every single one: where more runs than there are processors, one start in a hundred takes longer.
            #expect(deaths.absence(of: 0.95) < Self.absenceLimit, "FAULT_SEED=\(seed)")
            #expect(deaths.absence(of: 1) < Self.absenceLimit * 5, "FAULT_SEED=\(seed)")
            try expectAllThere(threads: threads)
            try FaultReport.add(
                "mutated FastCGI connections", extent: "\(count) connections, seed \(seed)",
                outcome: deaths.count == 0
                    ? "0 aborts: the process that began lived on"
                    : "\(deaths.count) aborts in libfcgi, none elsewhere; answered again after "
                        + "\(deaths.milliseconds(of: 0.5)) ms (median), \(deaths.milliseconds(of: 0.95)) ms (95 %), "
                        + "\(deaths.milliseconds(of: 1)) ms (at most)")
        }

        @Test(arguments: KnownAbort.allCases)
        func whatLibfcgiAbortsOnIsNotReadOrEndsTheServiceForAMoment(_ abort: KnownAbort) throws {
            defer { #expect(throws: Never.self) { try service.end() } }
            try service.waitForHealth()
            let pid = try service.pid()
            let start = ContinuousClock.now
            _ = try service.exchange(abort.bytes)
            if try service.exchange([]), try service.pid() == pid { return }
            #expect(try !service.readsCheckedRecords())
            var deaths = Deaths()
            try deaths.add(abort.bytes, number: 0, since: start, service)
            #expect(deaths.unexplained.isEmpty)
            #expect(deaths.absence(of: 1) < Self.absenceLimit * 5)
        }

        /// What is promised of the program that is delivered; one that was not optimised takes ten times as long to start.
        private static let absenceLimit = Scale.choose(short: Duration.seconds(10), full: .seconds(1))

        /// No thread has ended, all of them answer, and no connection stays once everybody has gone.
        private func expectAllThere(threads: Int) throws {
            try service.waitForHealth()
            #expect(try service.usage().threads >= threads)
            let client = service.site.client
            let responses = try concurrently(16) { _ in try client.get("/api/movies").status }
            #expect(responses == Array(repeating: 200, count: 16))
            try wait(for: "nothing to be left but the listening socket") { try service.usage().sockets == 1 }
        }
    }
}

/// The ends of the service that were caused.
private struct Deaths {
    /// How long it was until the service answered again, for each.
    private var absences: [Duration] = []
    /// What caused an end that libfcgi is not known for, in hexadecimal digits.
    private(set) var unexplained: [String] = []
    private var linesSeen = 0

    var count: Int { absences.count }

    /// What so large a part of the absences did not exceed.
    func absence(of part: Double) -> Duration {
        absences.isEmpty ? .zero : absences.sorted()[Int(Double(count - 1) * part)]
    }

    func milliseconds(of part: Double) -> Int64 { absence(of: part).milliseconds }

    /// Notes an end, once the service answers again.
    mutating func add(
        _ bytes: [UInt8], number: Int, since start: ContinuousClock.Instant, _ service: SupervisedService
    ) throws {
        try service.waitForHealth()
        absences.append(ContinuousClock.now - start)
        try wait(for: "the supervisor's word of end \(count)") { try service.endings().count >= count }
        let lines = try service.log().dropFirst(linesSeen)
        linesSeen += lines.count
        guard !KnownAbort.isExplained(by: lines) else { return }
        let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        unexplained.append("connection \(number): \(lines.joined(separator: " / ")) after \(digits)")
    }
}
