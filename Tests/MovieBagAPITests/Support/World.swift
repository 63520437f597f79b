import MovieBag
import MovieBagAPI
import MovieBagPages
import MovieBagSQLite
import SQLite
import TestAPI
import TestFiles
import Testing
import Text

/// All that one test has: a database in a folder of its own, a clock that it moves, and the service over both.
final class World {
    let folder: TemporaryDirectory
    let clock = TestClock()
    let arrangement: Arrangement
    let composition: TestComposition
    let service: Service
    /// What the site is mounted below.
    private let prefix: String

    fileprivate init(_ arrangement: Arrangement) throws {
        folder = try TemporaryDirectory(inMemory: true)
        try TestComposition.emptyDatabase.get().copy(to: folder, as: "movies.db")
        self.arrangement = arrangement
        prefix = try PublicURL(parsing: arrangement.publicURL).path
        composition = try TestComposition(arrangement, databasePath: folder.database, clock: clock)
        service = composition.makeService()
    }

    /// A second process over the same database.
    func secondProcess() throws -> TestComposition {
        try process(arrangement)
    }

    /// A second process that is set up in another way.
    func process(_ arrangement: Arrangement) throws -> TestComposition {
        try TestComposition(arrangement, databasePath: folder.database, clock: clock, process: 2)
    }

    /// Makes a request, and expects of the response what every response must have.
    func send(_ call: Call, sourceLocation: SourceLocation = #_sourceLocation) throws -> TestResponse {
        let response = try service.response(call)
        response.expectSafeForBrowsers(sourceLocation: sourceLocation)
        let names = response["X-Request-Id"]
        #expect(names.count == 1 && RequestID(Array((names.first ?? "").utf8)) != nil, sourceLocation: sourceLocation)
        DescribedRoute.of(call.method, call.uri, mountedAt: prefix, readBy: arrangement.readers)?
            .expectDescribes(response, to: call, sourceLocation: sourceLocation)
        guard response.status != 304 else {
            // No content, so nothing that describes one.
            #expect(response["X-Content-Type-Options"] == ["nosniff"], sourceLocation: sourceLocation)
            #expect(response["Content-Type"] + response["Content-Length"] == [], sourceLocation: sourceLocation)
            #expect(response.body.isEmpty, sourceLocation: sourceLocation)
            return response
        }
        #expect(response["X-Content-Type-Options"] == ["nosniff"], sourceLocation: sourceLocation)
        guard response.status != 303 else {
            #expect(response["Content-Type"].isEmpty && response.body.isEmpty, sourceLocation: sourceLocation)
            return response
        }
        let type = ContentTypes.expected(of: response.status, at: call.uri, prefix, arrangement.pages.mode)
        if let type { #expect(response["Content-Type"] == [type], sourceLocation: sourceLocation) }
        let length = try #require(response["Content-Length"].first.flatMap { Int($0) }, sourceLocation: sourceLocation)
        #expect(response["Content-Length"].count == 1, sourceLocation: sourceLocation)
        #expect(response.body.count == (call.method == "HEAD" ? 0 : length), sourceLocation: sourceLocation)
        return response
    }

    /// The number that a query answers.
    func number(_ sql: StaticString) throws -> Int64 {
        try Connection(path: folder.database, mode: .reader).integer(sql)
    }

    /// Changes the database behind the service's back.
    func execute(_ sql: String) throws {
        try Connection(path: folder.database, mode: .writer).execute(sql)
    }
}

/// Runs a test in a world of its own, and fails it when it leaves a mail in the outbox.
func withWorld(
    _ arrangement: Arrangement = Arrangement(), sourceLocation: SourceLocation = #_sourceLocation,
    _ body: (World) throws -> Void
) throws {
    let world = try World(arrangement)
    defer { world.composition.database.close() }
    try body(world)
    let left = try world.takeMails()
    #expect(left.isEmpty, "the test caused mail and did not take it out", sourceLocation: sourceLocation)
}

extension TestResponse {
    /// Expects what keeps a browser from making more of a response than it is, once each.
    fileprivate func expectSafeForBrowsers(sourceLocation: SourceLocation) {
        let policies = self["Content-Security-Policy"]
        #expect(policies.count == 1, sourceLocation: sourceLocation)
        let isPage = self["Content-Type"].first?.hasPrefix("text/html") == true
        if isPage {
            let directives = (policies.first ?? "").split(separator: "; ")
            for directive in ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"] {
                #expect(directives.contains { $0 == directive }, sourceLocation: sourceLocation)
            }
        } else {
            #expect(policies == ["default-src 'none'; frame-ancestors 'none'"], sourceLocation: sourceLocation)
        }
        #expect(self["Cross-Origin-Opener-Policy"] == ["same-origin"], sourceLocation: sourceLocation)
    }
}
