import Glibc
import TestSite
import Testing

extension EndToEndTests {
    /// A collection of 100,000 movies.
    @EndToEnd
    @Suite struct ManyMoviesTests {
        private let site: Site
        private static let count = 100_000

        init() throws {
            site = try Site()
            let owner = try site.signUp("ann@example.org")
            try site.service.stop()
            // Ids of twelve digits: what is the n-th movie is written in its id.
            _ = try site.sqlite(
                """
                WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < \(Self.count))
                INSERT INTO movies (id, key, casts, genres, added_by)
                SELECT CAST(printf('%012d', n) AS BLOB), 'Movie ' || n, '["Ann","Ben"]', '["Drama"]', x'\(owner)' FROM numbers
                """, readOnly: false)
            try site.service.restart()
        }

        @Test(arguments: [0, 50_000, 99_000])
        func everyPageLooksTheSame(_ first: Int) throws {
            let response = try site.client.get(Self.path(from: first))
            #expect(response.status == 200)
            expectFields(response, type: "application/json")
            #expect(try response.json([Movie].self).map(\.name) == (first..<first + 100).map { "Movie \($0)" })
            #expect(response["Link"] == "<\(site.url)\(Self.path(from: first + 100))>; rel=\"next\"")
        }

        @Test func theLinksLeadThroughTheWholeCollection() throws {
            let connection = try site.client.connect()
            var next: String? = "/api/movies"
            var seen = 0
            while let path = next {
                let response = try connection.exchange(HTTPRequest("GET", path))
                let movies = try response.json([Movie].self)
                #expect(movies.first?.name == "Movie \(seen)")
                #expect(movies.count == 1000)
                seen += movies.count
                next = response["Link"].map { $0.dropFirst(site.url.count + 1).prefix { $0 != ">" } }.map(String.init)
            }
            #expect(seen == Self.count)
            #expect(try site.client.get("/api/movies?after=\(Self.id(Self.count))").text == "[]")
        }

        @Test(.enabled(if: getenv("ASAN_OPTIONS") == nil, "Address Sanitizer keeps 256 MB that have been freed"))
        func memoryStaysFlat() throws {
            let connection = try site.client.connect()
            func readPages() throws {
                for page in 0..<100 {
                    let path = "/api/movies?after=\(Self.id(page * 990))"
                    #expect(try connection.exchange(HTTPRequest("GET", path)).status == 200)
                }
            }
            try readPages()  // Every thread has its connection and buffers from here on.
            let before = try site.service.residentBytes()
            try readPages()
            try readPages()
            #expect(try site.service.residentBytes() - before < 16 << 20)
        }

        @Test func theLastPageCostsWhatTheFirstOneDoes() throws {
            let connection = try site.client.connect()
            func ticks(from first: Int) throws -> Int {
                let before = try site.service.processorTicks()
                for _ in 0..<300 {
                    #expect(try connection.exchange(HTTPRequest("GET", Self.path(from: first))).status == 200)
                }
                return try site.service.processorTicks() - before
            }
            _ = try ticks(from: 0)
            // Going through 100,000 rows would cost a hundred times as much. Ticks are coarse, so a few are allowed.
            #expect(try ticks(from: 99_900) <= 3 * ticks(from: 0) + 10)
        }

        /// The page of 100 movies that begins with the n-th.
        private static func path(from first: Int) -> String {
            "/api/movies?limit=100" + (first == 0 ? "" : "&after=\(id(first - 1))")
        }

        /// Twelve decimal digits as hexadecimal bytes of ASCII.
        private static func id(_ number: Int) -> String {
            let digits = String(number)
            return (String(repeating: "0", count: 12 - digits.count) + digits).map { "3\($0)" }.joined()
        }
    }
}
