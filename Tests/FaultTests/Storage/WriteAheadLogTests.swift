import Glibc
import Synchronization
import TestSite
import Testing
import TestFiles

extension FaultTests {
    /// The write-ahead log keeps to its bound, and whoever is in its way is named.
    @EndToEnd
    @Suite struct WriteAheadLogTests {
        /// What Checkpointer promises while no reader stays.
        private static let bound = 64 << 20
        private static let processes = 4
        private static let time = Scale.choose(short: Duration.seconds(3), full: .seconds(60))

        @Test func underSteadyReadsAndWritesOfSeveralProcessesItStaysShort() throws {
            let site = try Site(processes: Self.processes, settings: ["MOVIE_BAG_LOG_LEVEL": "warning"])
            let token = try site.newAccount("ann@example.org")
            let load = try Load(on: site, token: token, writers: 6, readers: 4)
            var longest = 0
            let start = ContinuousClock.now
            // Until it has been full at least once, or this says nothing.
            try wait(for: "a log that starts anew", limit: Self.time + .seconds(120)) {
                longest = max(longest, try site.writeAheadLogBytes())
                return try ContinuousClock.now >= start + Self.time && site.writeAheadLogRestarts() >= 1
            }
            let (writes, reads) = try load.stop()
            let restarts = try site.writeAheadLogRestarts()
            #expect(longest < Self.bound)
            #expect(reads > 0)
            for service in site.services {
                #expect(try service.complaints() == [])
            }
            try FaultReport.add(
                "write-ahead log, \(Self.processes) processes, steady reads and writes",
                extent: "\(Self.time.components.seconds) s, \(writes) large changes, \(reads) pages read",
                outcome: "\(longest >> 20) MiB at most (bound 64), started anew \(restarts) times")
        }

        @Test func aReaderThatStaysIsToldOffByNameAndTheLogShrinksAfterIt() throws {
            let site = try Site(settings: ["MOVIE_BAG_LOG_LEVEL": "warning"])
            let token = try site.newAccount("ann@example.org")
            // It has read once, and sits on its transaction.
            let script = """
                import sqlite3, sys, time
                connection = sqlite3.connect(sys.argv[1])
                connection.execute("BEGIN")
                connection.execute("SELECT count(*) FROM accounts").fetchall()
                print("has read", flush=True)
                time.sleep(300)
                """
            let reader = try Program(
                ["python3", "-c", script, site.database], output: site.directory["reader"])
            try wait(for: "a reader") { try Files.text(site.directory["reader"]).contains("has read") }
            let load = try Load(on: site, token: token, writers: 8, readers: 0)
            let complaint = "a read transaction of process \(reader.pid) has been open for"
            try wait(for: "a word about the reader", limit: .seconds(120)) {
                try Files.text(site.service.log).contains(complaint)
            }
            let longest = try site.writeAheadLogBytes()
            reader.end()
            try wait(for: "a short log", limit: .seconds(60)) { try site.writeAheadLogBytes() <= 32 << 20 }
            _ = try load.stop()
            #expect(longest > 32 << 20)
            #expect(try site.service.complaints().count == 1)
            try FaultReport.add(
                "a reader that keeps its transaction open", extent: "until the log names it",
                outcome: "log line with its process id at \(longest >> 20) MiB; 32 MiB or less once it has gone")
        }
    }
}

extension Site {
    /// The length of the write-ahead log; 0 when there is none.
    fileprivate func writeAheadLogBytes() throws -> Int {
        var status = stat()
        return stat("\(database)-wal", &status) == 0 ? Int(status.st_size) : 0
    }

    /// How often it has started anew: the checkpoint sequence number in its header, bytes 12 to 15
    /// (https://www.sqlite.org/fileformat2.html#walformat).
    fileprivate func writeAheadLogRestarts() throws -> Int {
        let log = try Files.bytes("\(database)-wal")
        return log.dropFirst(12).prefix(4).reduce(0) { $0 << 8 | Int($1) }
    }
}

/// Clients that add and remove large movies, and others that read pages.
private struct Load {
    private let isOver = Over()
    private let writers: Crowd<Int>
    private let readers: Crowd<Int>

    private final class Over: Sendable {
        let value = Atomic(false)
    }

    init(on site: Site, token: String, writers: Int, readers: Int) throws {
        let client = site.client
        let labels = (0..<200).map { "\"\(String(repeating: "é", count: 155))\($0)\"" }.joined(separator: ",")
        self.writers = try Crowd(writers) { [isOver] writer in
            let connection = KeptConnection(client)
            var count = 0
            while !isOver.value.load(ordering: .relaxed) {
                let json = #"{"name":"\#(writer) \#(count)","casts":[\#(labels)],"genres":["Long"]}"#
                let added = try connection.exchange(HTTPRequest("POST", "/api/movies", json: json, token: token))
                guard added.status == 200 else { throw Failure("adding: \(added.status) \(added.text)") }
                let removal = HTTPRequest("DELETE", "/api/movies/\(try added.json(Identifier.self).id)")
                let removed = try connection.exchange(removal.with("Authorization", "Bearer \(token)"))
                guard removed.status == 200 else { throw Failure("removing: \(removed.status) \(removed.text)") }
                count += 2
            }
            return count
        }
        self.readers = try Crowd(readers) { [isOver] _ in
            let connection = KeptConnection(client)
            var count = 0
            while !isOver.value.load(ordering: .relaxed) {
                let response = try connection.exchange(HTTPRequest("GET", "/api/movies?limit=20"))
                guard response.status == 200 else { throw Failure("reading: \(response.status) \(response.text)") }
                count += 1
            }
            return count
        }
    }

    func stop() throws -> (writes: Int, reads: Int) {
        isOver.value.store(true, ordering: .relaxed)
        return (try writers.outputs().reduce(0, +), try readers.outputs().reduce(0, +))
    }
}
