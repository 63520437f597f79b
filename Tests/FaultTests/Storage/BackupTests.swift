import Glibc
import Synchronization
import TestSite
import Testing
import Threads
import TestFiles

extension FaultTests {
    /// Backups that are made while everybody writes.
    @EndToEnd
    @Suite struct BackupTests {
        private static let backups = Scale.choose(short: 3, full: 20)
        private static let movies = Scale.choose(short: 2_000, full: 50_000)
        private static let clients = 8
        /// How long a write may take while backups are made, in the full run, whose machine has nothing else to do.
        private static let longest = Duration.milliseconds(100)

        @Test func backupsInARowHoldAllThatWasAcknowledgedBeforeEachBegan() throws {
            let site = try Site(settings: ["MOVIE_BAG_LOG_LEVEL": "warning"])
            let token = try site.newAccount("ann@example.org")
            try site.fill(movies: Self.movies)
            let writers = try Writers(Self.clients, to: site, token: token)
            let before = writers.slowest(while: { usleep(Scale.choose(short: 200_000, full: 5_000_000)) })
            var copied = Duration.zero
            let during = try writers.slowest {
                for number in 1...Self.backups {
                    let acknowledged = writers.acknowledged
                    let backup = site.directory["backup.\(number)"]
                    copied += try ContinuousClock().measure { try site.succeed("backup", backup) }
                    try Self.check(backup, holds: acknowledged)
                    unlink(backup)
                }
            }
            let written = try writers.stop()
            #expect(written >= Self.backups * Self.clients)
            if Scale.isFull { #expect(during < Self.longest, "the slowest write without a backup: \(before)") }
            try FaultReport.add(
                "`backup` under \(Self.clients) writers",
                extent: "\(Self.backups) in a row, \(Self.movies) movies, \(written) changes acknowledged",
                outcome: """
                    all open and check, none lacks a change acknowledged before it began; slowest write \
                    \(during.milliseconds) ms (without a backup \(before.milliseconds) ms), a backup takes \
                    \((copied / Self.backups).milliseconds) ms
                    """)
        }

        private static func check(_ backup: String, holds acknowledged: [Int]) throws {
            let shell = try FinishedProgram(
                [
                    "sqlite3", "-readonly", backup,
                    "PRAGMA integrity_check; SELECT key FROM movies WHERE key LIKE 'Written by %'",
                ], limit: .seconds(60))
            let lines = shell.output.split(separator: "\n")
            #expect(shell.ending == .status(0))
            #expect(lines.first == "ok")
            let names = Set(lines.dropFirst())
            let missing = acknowledged.enumerated().flatMap { writer, count in
                (0..<count).map { "Written by \(writer): \($0)" }.filter { !names.contains($0[...]) }
            }
            #expect(missing == [])
        }
    }
}

/// Clients that add movies, one after the other, until they are told to stop.
private final class Writers {
    private let state: State
    private let crowd: Crowd<Void>

    private final class State: Sendable {
        let isOver = Atomic(false)
        let counts = Monitor<[Int]>([])
        let slowest = Atomic(Int64(0))
    }

    init(_ count: Int, to site: Site, token: String) throws {
        let state = State()
        self.state = state
        state.counts.withLock { $0 = Array(repeating: 0, count: count) }
        let client = site.client
        crowd = try Crowd(count) { writer in
            let connection = KeptConnection(client)
            var number = 0
            while !state.isOver.load(ordering: .relaxed) {
                let movie = Site.movie("Written by \(writer): \(number)")
                let start = ContinuousClock.now
                let response = try connection.exchange(HTTPRequest("POST", "/api/movies", json: movie, token: token))
                state.slowest.max((ContinuousClock.now - start).milliseconds, ordering: .relaxed)
                guard response.status == 200 else {
                    throw Failure("adding a movie: \(response.status) \(response.text)")
                }
                number += 1
                state.counts.withLock { $0[writer] = number }
            }
        }
    }

    /// How many movies of each are acknowledged by now.
    var acknowledged: [Int] { state.counts.withLock { $0 } }

    /// The longest that a write took while `body` ran, to the millisecond.
    func slowest(while body: () throws -> Void) rethrows -> Duration {
        state.slowest.store(0, ordering: .relaxed)
        try body()
        return .milliseconds(state.slowest.load(ordering: .relaxed))
    }

    /// - Returns: how many movies were added in all.
    func stop() throws -> Int {
        state.isOver.store(true, ordering: .relaxed)
        _ = try crowd.outputs()
        return acknowledged.reduce(0, +)
    }
}
