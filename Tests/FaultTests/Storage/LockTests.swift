import Glibc
import TestSite
import Testing

extension FaultTests {
    /// Somebody else holds a lock that every write needs: writes wait, and are refused in time; reads go on.
    @EndToEnd
    @Suite struct LockTests {
        /// A lock that is held for some seconds while some clients write.
        struct Case: CustomTestStringConvertible {
            let holder: LockHolder
            let seconds: Int
            var processes = 1
            var writers = 40

            var testDescription: String { "\(holder.rawValue), \(seconds) s, \(processes) x, \(writers) clients" }
        }

        /// A write may wait for 5 s, and 0.5 s more may pass until its client knows.
        private static let limit = Duration.seconds(5) + .milliseconds(500) * Sanitizers.slowness

        @Test(
            arguments: Scale.choose(
                short: [
                    Case(holder: .turn, seconds: 1), Case(holder: .transaction, seconds: 1, processes: 2),
                ],
                full: LockHolder.allCases.flatMap { holder in
                    [1, 10, 60].flatMap { seconds in
                        [Case(holder: holder, seconds: seconds), Case(holder: holder, seconds: seconds, processes: 3)]
                    }
                }))
        func aWriteWaitsAndIsRefusedInTimeAndReadsGoOn(_ held: Case) throws {
            try check(held)
        }

        /// The service has 64 threads at most: further writes stand in line without one, and wait no longer for that.
        @Test(
            arguments: Scale.choose(
                short: [Case(holder: .transaction, seconds: 6, writers: 100)],
                full: LockHolder.allCases.map { Case(holder: $0, seconds: 20, writers: 200) }))
        func queuedWritesAreRefusedInTimeToo(_ held: Case) throws {
            try check(held)
        }

        private func check(_ held: Case) throws {
            let site = try Site(processes: held.processes, settings: ["MOVIE_BAG_LOG_LEVEL": "error"])
            let token = try site.newAccount("ann@example.org")
            for number in 0..<4 { try site.addMovie("before \(number)", token: token) }

            let lock = try held.holder.hold(site)
            let clients = try DiskClients(
                writers: held.writers, readers: 4, of: site, token: token, spread: .milliseconds(800))
            // The fault itself is this pause.
            usleep(UInt32(held.seconds) * 1_000_000)
            let released = ContinuousClock.now
            lock.release()
            let (writes, reads) = try clients.finish()

            let refused = writes.filter { $0.response.status != 200 }
            for write in refused {
                try expectError(write.response, 503, "Busy", "Temporarily overloaded, try again")
                #expect(write.response["Retry-After"] == "1")
                #expect(write.began < released, "a write was refused that began after the lock was free")
                #expect(write.took > .milliseconds(4500), "\(write.name) did not wait, but \(write.took)")
            }
            // Whoever begins 1 s before the end need only wait for that.
            if held.seconds < 5 { #expect(refused.isEmpty) } else { #expect(refused.count >= held.writers) }
            let slowestWrite = writes.map(\.took).max() ?? .zero
            #expect(slowestWrite < Self.limit)
            let slowestRead = reads.max() ?? .zero
            #expect(slowestRead < .seconds(1))

            let stored = try Set(site.sqlite("SELECT key FROM movies").split(separator: "\n").map(String.init))
            for write in writes {
                #expect(stored.contains(write.name) == (write.response.status == 200), "\(write.name) in the database")
            }
            // Where one service does well and several do, one row tells of both.
            guard held.processes > 1 || held.writers > 40 else { return }
            try FaultReport.add(
                "\(held.holder.rawValue) held for \(held.seconds) s",
                extent:
                    "services: \(held.processes), clients: \(held.writers), \(writes.count) writes, \(reads.count) reads",
                outcome: """
                    \(refused.count) refused, the slowest after \(Self.text(slowestWrite)); reads took \
                    \(Self.text(reads.sorted()[reads.count / 2])) in the median, \(Self.text(slowestRead)) at most
                    """)
        }

        private static func text(_ duration: Duration) -> String {
            "\((duration / .microseconds(100)).rounded() / 10) ms"
        }
    }
}
