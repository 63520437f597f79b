import Testing

@Suite("Links to the next page of a search") struct SearchCursorTests {
    @Test(arguments: [
        "sort=name", "sort=-year", "q=movie&sort=best", "q=m%C3%B6vie+&genre=Drama&sort=-name&_=1", "sort=-added",
    ])
    func chainOfLinksVisitsEachMovieOnce(query: String) throws {
        try withWorld { world in
            let user = try world.addUser()
            var ids: Set<String> = []
            for number in 1...23 { ids.insert(try world.addMovie("Movie \(number * 37 % 100)", by: user)) }
            var uri: String? = "/api/movies?limit=5&\(query)"
            var seen: [String] = []
            var pages = 0
            while let current = uri, pages < 9 {
                pages += 1
                let response = try world.send(Call("GET", current))
                try #require(response.status == 200, "\(response)")
                seen += response.text.matches(of: /"_id":{"\$oid":"([0-9a-f]{24})"/).map { String($0.output.1) }
                uri = response["Link"].first.map { link in
                    String(link.dropFirst("<http://localhost:8080".count).prefix { $0 != ">" })
                }
                // The whole query is repeated, encoded, but for what jQuery adds.
                if let uri { #expect(uri.contains("limit=5") && !uri.contains("_=1") && !uri.contains("+")) }
            }
            #expect(pages == 5)
            #expect(seen.count == 23 && Set(seen) == ids)
        }
    }

    @Test func ofAnotherQueryItIsRefused() throws {
        try withWorld { world in
            let user = try world.addUser()
            for number in 1...3 { _ = try world.addMovie("Movie \(number)", by: user) }
            let link = try #require(world.send(Call("GET", "/api/movies?limit=1&sort=name"))["Link"].first)
            let cursor = String(try #require(link.firstMatch(of: /after=([A-Za-z0-9_-]+)>/)).output.1)
            #expect(try world.send(Call("GET", "/api/movies?limit=2&sort=name&after=\(cursor)")).status == 200)
            for query in [
                "sort=-name&after=\(cursor)", "sort=name&q=movie&after=\(cursor)", "after=\(cursor)",
                "q=movie&after=\(cursor)",
                "sort=name&after=\(cursor)A", "sort=name&after=\(cursor.dropLast())",
                "sort=name&after=B\(cursor.dropFirst())",
            ] {
                try expect(try world.send(Call("GET", "/api/movies?\(query)")), is: .schemaValidation)
            }
        }
    }
}
