import TestSite
import Testing

extension ServerTests {
    /// The ways to keep a service running behind a server that does not start it.
    @EndToEnd
    @Suite struct KeeperTests {
        @Test(arguments: Keeper.known)
        func theServiceAnswersAndEndsCleanly(_ keeper: Keeper) throws {
            let site = try Site(keeper: keeper)
            let token = try site.newAccount("ann@example.org")
            let id = try site.addMovie("Vertigo", token: token)
            #expect(try site.mounted.get("/api/movies/\(id)").status == 200)
            #expect(try site.reset(try site.requestReset(for: "ann@example.org"), to: "a new password").status == 200)
            #expect(try site.service.stop() == .status(0))
            #expect(try Files.text(site.service.log).contains(" notice stopped\n"))
            try keeper.shows("a whole session, and a clean end")
        }

        @Test(arguments: Keeper.known)
        func sixtyFourRequestsAtOnceAreAllAnswered(_ keeper: Keeper) throws {
            let site = try Site(keeper: keeper)
            let (client, token) = (site.mounted, try site.newAccount("ann@example.org"))
            let statuses = try concurrently(64) { index in
                try client.post("/api/movies", json: Site.movie("Movie \(index)"), token: token).status
            }
            #expect(statuses == Array(repeating: 200, count: 64))
            try keeper.shows("64 clients at once")
        }
    }
}

extension Keeper {
    /// Those that this program and this machine have.
    fileprivate static let known = allCases.filter { keeper in
        switch keeper {
        case .itself, .spawnFCGI, .systemd: true
        case .supervisor:
            (try? FinishedProgram([Repository.program, "serve", "--help"]))?.output.contains("--processes") == true
        }
    }
}
