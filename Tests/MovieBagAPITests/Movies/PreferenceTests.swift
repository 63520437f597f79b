import MovieBag
import Testing

/// `Prefer: return=representation` (RFC 7240), and what a change says of the movie without it.
@Suite("What a change gives back")
struct PreferenceTests {
    private static func preferring(_ preference: String, _ call: Call) -> Call {
        var call = call
        call.others["HTTP_PREFER"] = preference
        return call
    }

    @Test func whereTheMovieIsAndItsTag() throws {
        try withWorld { world in
            let user = try world.addUser()
            let added = try world.send(Call("POST", "/api/movies", json: movieBody("Ran"), token: user.token))
            let id = try added.member("id")
            #expect(added.text == #"{"id":"\#(id)"}"#)
            #expect(added["Location"] == ["http://localhost:8080/api/movies/\(id)"])
            #expect(added["ETag"] == [try world.tag("/api/movies/\(id)")] && added["Preference-Applied"] == [])
            for method in ["PUT", "PATCH"] {
                let json = #"{"name":"\#(method)"}"#
                let call = Call(method, "/api/movies/\(id)", json: json, token: user.token)
                let changed = try world.send(call)
                #expect(changed.text == #""""# && changed["Location"] == [])
                #expect(changed["ETag"] == [try world.tag("/api/movies/\(id)")])
                // The tag is good for the next change.
                #expect(try world.send(call.onlyIf(changed["ETag"][0])).status == 200)
            }
        }
    }

    @Test(arguments: [
        "return=representation", "respond-async, RETURN = \"representation\";x=y",
        "return=representation,return=minimal",
    ])
    func theMovieIfItIsPreferred(preference: String) throws {
        try withWorld { world in
            let user = try world.addUser()
            let added = try world.send(
                Self.preferring(preference, Call("POST", "/api/movies", json: movieBody("Ran"), token: user.token)))
            let movie = try world.send(Call("GET", "/api/movies")).text.dropFirst().dropLast()
            #expect(added.status == 200 && added.text == movie)
            #expect(added["Preference-Applied"] == ["return=representation"])
            let path = try #require(added["Location"].first?.dropFirst("http://localhost:8080".count))
            for method in ["PUT", "PATCH"] {
                let call = Call(method, String(path), json: #"{"name":"\#(method)"}"#, token: user.token)
                let changed = try world.send(Self.preferring(preference, call))
                let shown = try world.send(Call("GET", String(path)))
                #expect(changed.text == shown.text && changed["ETag"] == shown["ETag"])
                #expect(changed["Preference-Applied"] == ["return=representation"])
            }
        }
    }

    @Test(arguments: [
        "return=minimal", "return=minimal, return=representation", "return", "returns=representation", "", "=", ";;,,=",
    ])
    func nothingOfItOtherwise(preference: String) throws {
        try withWorld { world in
            let user = try world.addUser()
            let added = try world.send(
                Self.preferring(preference, Call("POST", "/api/movies", json: movieBody("Ran"), token: user.token)))
            #expect(added.text.hasPrefix(#"{"id":"#) && added["Preference-Applied"] == [])
        }
    }

    /// A preference may be passed over: its memory was taken before the movie was known.
    @Test func anOlderMovieThatIsTooLargeIsNotShown() throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            try world.execute(#"UPDATE movies SET casts = '["' || printf('%080000d', 0) || '"]'"#)
            let call = Call("PATCH", "/api/movies/\(id)", json: #"{"year":1985}"#, token: user.token)
            let changed = try world.send(Self.preferring("return=representation", call))
            #expect(changed.text == #""""# && changed["Preference-Applied"] == [])
        }
    }

    @Test func whenThereIsNoMemoryNothingIsChanged() throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            let service = world.composition.makeService(budget: NoMemory())
            let call = Call("PATCH", "/api/movies/\(id)", json: #"{"year":1985}"#, token: user.token)
            try expect(try service.response(Self.preferring("return=representation", call)), is: .busy)
            #expect(try !world.movies().contains("1985"))
            #expect(try service.response(call).status == 200)
        }
    }
}

private struct NoMemory: ResponseBudget {
    func reserve(_ bytes: Int) throws(ResponseMemoryExhausted) { throw ResponseMemoryExhausted(bytes: bytes) }
}
