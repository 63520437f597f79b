import MovieBag
import Testing
import Threads

@Suite("Pages of large movies")
struct LargePageTests {
    /// Puts movies with casts of some bytes of JSON into the database, larger than the API takes, under ids that rise.
    private static func fill(_ world: World, _ sizes: [Int]) throws {
        let user = try world.addUser()
        for (number, size) in sizes.enumerated() {
            try world.execute(
                """
                INSERT INTO movies (id, key, casts, genres, added_by)
                SELECT CAST(printf('%012d', \(number)) AS BLOB), 'Movie \(number)',
                    '["' || printf('%0\(size - 4)d', 0) || '"]', '["Drama"]', x'\(user.id)'
                """)
        }
    }

    /// The sizes of all pages, and the number of movies on each.
    private static func pages(_ world: World) throws -> [(bytes: Int, movies: Int)] {
        var pages: [(Int, Int)] = []
        var uri: String? = "/api/movies"
        while let current = uri, pages.count < 100 {
            let response = try world.send(Call("GET", current))
            try #require(response.status == 200, "\(response)")
            pages.append((response.body.count, response.text.ranges(of: #""name":"#).count))
            uri = response["Link"].first.map {
                String($0.dropFirst("<http://localhost:8080".count).prefix { $0 != ">" })
            }
        }
        return pages
    }

    @Test func aPageHasAMebibyteAtMostAndTheLinkGoesOn() throws {
        try withWorld { world in
            try Self.fill(world, Array(repeating: 480_000, count: 7))
            let pages = try Self.pages(world)
            #expect(pages.map(\.movies) == [2, 2, 2, 1])
            #expect(pages.allSatisfy { $0.bytes <= 1 << 20 })
        }
    }

    @Test func manyMoviesFillItToTheLast() throws {
        try withWorld { world in
            try Self.fill(world, Array(repeating: 60_000, count: 40))
            let pages = try Self.pages(world)
            #expect(pages.map(\.movies) == [17, 17, 6])
            #expect(pages[0].bytes > 1_000_000)
        }
    }

    @Test func aMovieThatIsLargerIsAPageOfItsOwn() throws {
        try withWorld { world in
            try Self.fill(world, [100, 2_000_000, 100, 1_048_576, 3_000_000])
            let pages = try Self.pages(world)
            #expect(pages.map(\.movies) == [1, 1, 1, 1, 1])
            #expect(pages[1].bytes > 2_000_000)
        }
    }

    @Test func whatIsSmallTakesNoMemoryOfTheBudgetAndTheRestAPage() throws {
        try withWorld { world in
            try Self.fill(world, [60_000, 480_000])
            let budget = RecordedBudget()
            let service = world.composition.makeService(budget: budget)
            func bytes(_ uri: String, _ method: String = "GET") throws -> [Int] {
                _ = try service.response(Call(method, uri))
                return budget.take()
            }
            let ids = (0...1).map { (0..<11).map { _ in "30" }.joined() + "3\($0)" }
            #expect(try bytes("/api/movies?limit=1") == [])
            #expect(try bytes("/api/movies/\(ids[0])") == [])
            #expect(try bytes("/api/health") == [])
            // The largest page with its bracket, once: as it is made, it is sent.
            #expect(try bytes("/api/movies") == [1_048_577])
            #expect(try bytes("/api/movies", "HEAD") == [1_048_577])
            // Twice what it may have at most: as it is read, and as it is sent.
            #expect(try bytes("/api/movies/\(ids[1])") == [2 * (160 + 6 * 7 + 480_000 + 9)])
        }
    }

    @Test func whenThereIsNoMemoryTheServiceIsBusy() throws {
        try withWorld { world in
            try Self.fill(world, [480_000])
            let service = world.composition.makeService(budget: EmptyBudget())
            try expect(try service.response(Call("GET", "/api/movies")), is: .busy)
            let movie = "/api/movies/" + (0..<12).map { _ in "30" }.joined()
            try expect(try service.response(Call("GET", movie)), is: .busy)
            #expect(try service.response(Call("GET", "/api/health")).status == 200)
        }
    }
}

/// Gives all that is asked for, and keeps what was.
private final class RecordedBudget: ResponseBudget {
    private let asked = Monitor<[Int]>([])

    func reserve(_ bytes: Int) { asked.withLock { $0.append(bytes) } }

    /// What was asked for since the last time.
    func take() -> [Int] {
        asked.withLock { asked in
            defer { asked = [] }
            return asked
        }
    }
}

/// All is in use.
private struct EmptyBudget: ResponseBudget {
    func reserve(_ bytes: Int) throws(ResponseMemoryExhausted) { throw ResponseMemoryExhausted(bytes: bytes) }
}
