import Testing

@Suite("Pages of the list")
struct PaginationTests {
    @Test func chainOfLinksVisitsEachMovieOnce() throws {
        try withWorld(Arrangement(publicURL: "https://example.org:8443/bag")) { world in
            // `addUser` and `addMovie` call below the root; this world stands below a prefix.
            let ids = try world.fill(25, prefix: "/bag")
            var uri: String? = "/bag/api/movies?limit=10"
            var seen: [String] = []
            var pages = 0
            while let current = uri, pages < 5 {
                pages += 1
                let response = try world.send(Call("GET", current))
                let onPage = response.text.components(after: #"{"_id":{"$oid":""#, length: 24)
                seen += onPage
                uri = nil
                if let link = response["Link"].first, let last = onPage.last {
                    let next = "/bag/api/movies?limit=10&after=\(last)"
                    #expect(link == "<https://example.org:8443\(next)>; rel=\"next\"")
                    uri = next
                }
            }
            #expect(pages == 3)
            #expect(seen == ids)
        }
    }

    @Test func pageWithoutLimitHoldsThePageSize() throws {
        try withWorld(Arrangement(pageSize: 3)) { world in
            let ids = try world.fill(4)
            let first = try world.send(Call("GET", "/api/movies"))
            #expect(first["Link"] == ["<http://localhost:8080/api/movies?after=\(ids[2])>; rel=\"next\""])
            let rest = try world.send(Call("GET", "/api/movies?after=\(ids[2])"))
            #expect(rest.text.contains(ids[3]) && !rest.text.contains(ids[2]))
            #expect(rest["Link"].isEmpty)
            #expect(try world.send(Call("GET", "/api/movies?limit=3"))["Link"].count == 1)
            try expect(try world.send(Call("GET", "/api/movies?limit=4")), is: .schemaValidation)
        }
    }

    @Test(arguments: [
        "limit=0", "limit=1001", "limit=-1", "limit=+1", "limit=1.0", "limit=x", "limit=", "limit", "limit=%",
        "limit=1e2",
        "limit=99999999999999999999", "limit=1&limit=1", "after=", "after=x", "after=FFFFFFFFFFFFFFFFFFFFFFFF",
        "after=ffffffffffffffffffffffff&after=ffffffffffffffffffffffff", "page=1", "limit=1&x=2", "Limit=1", "=1",
        "limit=%FF", "limit= 1", "__=1", "_x=1", "_=1&x=2", "_=%", "_=1&limit=0",
    ])
    func anythingElseIsRefused(query: String) throws {
        try withWorld { world in
            try expect(try world.send(Call("GET", "/api/movies?\(query)")), is: .schemaValidation)
            try expect(try world.send(Call("GET", "/api/movies?\(query)")), is: .schemaValidation)
        }
    }

    @Test(arguments: [
        "", "limit=1", "limit=1000", "after=ffffffffffffffffffffffff", "limit=5&after=000000000000000000000000", "&",
        "_=1795545863000", "_", "_=1&_=2", "limit=1&_=17955&after=ffffffffffffffffffffffff", "%5F=1",
    ])
    func wholeNumbersAndIdsAreTaken(query: String) throws {
        try withWorld { world in
            let response = try world.send(Call("GET", "/api/movies?\(query)"))
            #expect((response.status, response.text) == (200, "[]"))
        }
    }

    @Test func theLinkDoesNotRepeatACacheBuster() throws {
        try withWorld { world in
            let ids = try world.fill(2)
            let response = try world.send(Call("GET", "/api/movies?_=1795545863000&limit=1"))
            let next = "http://localhost:8080/api/movies?limit=1&after=\(ids[0])"
            #expect(response["Link"] == ["<\(next)>; rel=\"next\""])
        }
    }

    @Test func movieThatIsGoneIsAPositionStill() throws {
        try withWorld { world in
            let ids = try world.fill(3)
            try world.execute("DELETE FROM movies WHERE id = x'\(ids[1])'")
            let response = try world.send(Call("GET", "/api/movies?after=\(ids[1])"))
            #expect(response.text.components(after: #"{"_id":{"$oid":""#, length: 24) == [ids[2]])
        }
    }
}

extension World {
    /// Adds movies and returns their ids in order.
    fileprivate func fill(_ count: Int, prefix: String = "") throws -> [String] {
        func post(_ path: String, _ json: String, token: String? = nil) throws -> TestResponse {
            try send(Call("POST", prefix + path, json: json, token: token))
        }
        let ann = credentials("ann@example.org", "correct horse")
        #expect(try post("/api/auth/signup", ann).status == 200)
        let token = try post("/api/auth/login", ann).member("token")
        return try (0..<count).map { try post("/api/movies", movieBody("Movie \($0)"), token: token).member("id") }
    }
}

extension String {
    /// The `length` characters after each occurrence of `mark`.
    fileprivate func components(after mark: String, length: Int) -> [String] {
        ranges(of: mark).map { String(self[$0.upperBound...].prefix(length)) }
    }
}
