import MovieBag
import SQLite
import Testing
import Threads

/// What a guess costs: hashes, and changes of the database.
@Suite struct GuessCostTests {
    /// Counts hashes.
    private final class CountingRegion: BlockingRegion, Sendable {
        private let count = Monitor((lane: 0, hashes: 0))

        func begin() {}
        func end() {}
        func requireHashLane() { count.withLock { $0.lane += 1 } }
        func beginHash() { count.withLock { $0.hashes += 1 } }
        func endHash() {}

        var lane: Int { count.withLock { $0.lane } }
        var hashes: Int { count.withLock { $0.hashes } }
    }

    private func guess(_ email: String, _ password: String = "wrong horse", service: Service) throws -> Int {
        var call = Call("POST", "/api/auth/login", json: credentials(email, password))
        call.others["REMOTE_ADDR"] = "192.0.2.1"
        return try service.response(call).status
    }

    @Test(arguments: ["ann@example.org", "nobody@example.org"])
    func oneThatIsRefusedCostsNoHashAndNoPlaceInTheLane(email: String) throws {
        try withWorld { world in
            _ = try world.addUser()
            let region = CountingRegion()
            let service = world.composition.makeService(blockingRegion: region)
            for _ in 0..<100 { _ = try guess(email, service: service) }
            #expect(region.hashes == 10 && region.lane == 10)
        }
    }

    /// A password that is too short to be set costs what another one does; only what no password has at all costs nothing.
    @Test(arguments: ["ann@example.org", "nobody@example.org"], [("x", 1), ("short", 1), ("", 0)])
    func aShortOneCostsAHashToo(email: String, cost: (password: String, hashes: Int)) throws {
        try withWorld { world in
            _ = try world.addUser()
            let region = CountingRegion()
            let service = world.composition.makeService(blockingRegion: region)
            #expect(try guess(email, cost.password, service: service) == 401)
            #expect(region.hashes == cost.hashes)
        }
    }

    /// Rows of buckets and of records, and the number of transactions, are the same for known and unknown addresses.
    @Test func knownAndUnknownAddressesCauseTheSameWrites() throws {
        var found: [String: [Int64]] = [:]
        for email in ["ann@example.org", "nobody@example.org"] {
            try withWorld { world in
                _ = try world.addUser()
                let reader = try Connection(path: world.folder.database, mode: .reader)
                func changes() throws -> Int64 { try reader.integer("PRAGMA data_version") }
                var before = try changes()
                var commits: Int64 = 0
                for _ in 0..<10 {
                    #expect(try guess(email, service: world.service) == 401)
                    if try changes() != before { commits += 1 }
                    before = try changes()
                }
                found[email] = [
                    commits, try reader.integer("SELECT count(*) FROM guesses"),
                    try reader.integer("SELECT sum(empty) FROM guesses"),
                    try reader.integer("SELECT count(*) FROM audit WHERE kind = 'login-failed'"),
                ]
                // Refused, it writes nothing but, later, that a limit was reached.
                #expect(try guess(email, service: world.service) == 429)
                #expect(try reader.integer("SELECT sum(empty) FROM guesses") == found[email]?[2])
            }
        }
        #expect(found["ann@example.org"] == found["nobody@example.org"])
        #expect(found["ann@example.org"]?.first == 10)
    }
}
