import Testing

@Suite("Bodies that are not exactly what a route takes")
struct StrictInputTests {
    static let movie = #"{"name":"Ran","casts":["Tatsuya Nakadai"],"genres":["Drama"]}"#

    @Test(arguments: [
        "", " ", "null", "[]", "1", #""text""#, "{", "}", "{}", "\u{FEFF}" + movie, movie + "x", movie + movie,
        movie + ",",
        #"{"name":"Ran","casts":["a"],"genres":["b"],}"#, #"{"name":"Ran","casts":["a",],"genres":["b"]}"#,
        #"{"name":"Ran","name":"Ran","casts":["a"],"genres":["b"]}"#,
        #"{"name":"Ran","n\u0061me":"Kagemusha","casts":["a"],"genres":["b"]}"#,
        #"{"name":"Ran","casts":["a"],"genres":["b"],"id":"5f5f5f5f5f5f5f5f5f5f5f5f"}"#,
        #"{"name":"Ran","casts":["a"],"genres":["b"],"_id":{"$oid":"5f5f5f5f5f5f5f5f5f5f5f5f"}}"#,
        #"{"name":"Ran","casts":["a"],"genres":["b"],"added_by":"5f5f5f5f5f5f5f5f5f5f5f5f"}"#,
        #"{"name":"Ran","casts":["a"],"genres":["b"],"push__casts":"b"}"#,
        #"{"name":"Ran","casts":["a"],"genres":["b"],"$set":{}}"#, #"{"name":"Ran","casts":["a"],"genres":["b"],"":1}"#,
        #"{"name":null,"casts":["a"],"genres":["b"]}"#, #"{"name":1,"casts":["a"],"genres":["b"]}"#,
        #"{"name":["Ran"],"casts":["a"],"genres":["b"]}"#, #"{"name":{"$ne":1},"casts":["a"],"genres":["b"]}"#,
        #"{"name":"Ran","casts":"a","genres":["b"]}"#, #"{"name":"Ran","casts":null,"genres":["b"]}"#,
        #"{"name":"Ran","casts":[1],"genres":["b"]}"#, #"{"name":"Ran","casts":[null],"genres":["b"]}"#,
        #"{"name":"Ran","casts":[["a"]],"genres":["b"]}"#, #"{"name":"Ran","casts":["a","A"],"genres":["b"]}"#,
        #"{"name":"Ran","casts":[""],"genres":["b"]}"#, #"{"name":"","casts":["a"],"genres":["b"]}"#,
        #"{"name":"Ran","casts":["a"]}"#, #"{"NAME":"Ran","casts":["a"],"genres":["b"]}"#,
        #"{"name":"\ud800","casts":["a"],"genres":["b"]}"#, #"{"name":"\udc00\ud800","casts":["a"],"genres":["b"]}"#,
        #"{"name":"a\u0000b","casts":["a"],"genres":["b"]}"#,
        "{\"name\":\"a\nb\",\"casts\":[\"a\"],\"genres\":[\"b\"]}",
        #"{'name':'Ran','casts':['a'],'genres':['b']}"#, "/* */" + movie,
    ])
    func movieIsRefusedAndNothingIsAdded(body: String) throws {
        try withWorld { world in
            let user = try world.addUser()
            let call = Call("POST", "/api/movies", json: body, token: user.token)
            try expect(try world.send(call), is: .schemaValidation)
            #expect(try world.movies() == "[]")
        }
    }

    @Test(arguments: [[0xFF, 0xFE], [0xFE, 0xFF], [0x00], [0xEF, 0xBB, 0xBF]] as [[UInt8]])
    func otherEncodingsAreRefused(mark: [UInt8]) throws {
        try withWorld { world in
            let user = try world.addUser()
            let wide = Self.movie.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            for body in [mark + wide, wide, mark + Array(Self.movie.utf8)] {
                let call = Call("POST", "/api/movies", json: body, token: user.token)
                try expect(try world.send(call), is: .schemaValidation)
            }
        }
    }

    @Test(arguments: ["{}", #"{"id":"x"}"#, #"{"name":null}"#, #"{"name":"Ran","x":1}"#, "[]", ""])
    func changeIsRefusedAndChangesNothing(body: String) throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            let before = try world.movies()
            let call = Call("PUT", "/api/movies/\(id)", json: body, token: user.token)
            try expect(try world.send(call), is: .schemaValidation)
            #expect(try world.movies() == before)
        }
    }

    @Test(arguments: [
        ("name: must have 1 to 300 characters", #"{"name":"","casts":["a"],"genres":["b"]}"#),
        ("casts[1]: must have 1 to 200 characters", #"{"name":"Ran","casts":["a",""],"genres":["b"]}"#),
        ("genres: is missing", #"{"name":"Ran","casts":["a"]}"#),
        ("genres: must be an array of strings", #"{"name":"Ran","casts":["a"],"genres":"b"}"#),
        ("body: has an unknown member", #"{"name":"Ran","casts":["a"],"genres":["b"],"x":1}"#),
    ])
    func detailSaysWhichFieldAndWhy(detail: String, body: String) throws {
        try withWorld { world in
            let user = try world.addUser()
            let response = try world.send(Call("POST", "/api/movies", json: body, token: user.token))
            #expect(try response.member("detail") == detail)
        }
    }

    /// No route takes an array in an array, so none is read further than to its first bracket.
    @Test(arguments: [1, 31, 32, 5000]) func nestingIsRefusedWhereItBegins(arrays: Int) throws {
        try withWorld { world in
            let nested = String(repeating: "[", count: arrays) + String(repeating: "]", count: arrays)
            let response = try world.send(
                Call("POST", "/api/auth/login", json: #"{"email":\#(nested),"password":"x"}"#))
            try expect(response, is: .schemaValidation)
            #expect(try response.member("detail") == "email: must be a string")
        }
    }
}
