import FoundationEssentials
import JSON
import Testing

/// The published inputs that are there when the repository stands beside them.
@Suite("Published hostile inputs")
struct VectorTests {
    private struct Parsing: Decodable {
        struct Case: Decodable {
            let name: String
            let base64: String
        }
        let cases: [Case]
    }

    private struct Naughty: Decodable {
        let strings: [String]
    }

    @Test(.enabled(if: Repository.hasVectors("json_parsing.json")), arguments: Route.needingMembers)
    func bodyOfEveryKindIsAnsweredAndNeverAFault(route: Route) throws {
        try withWorld { world in
            let user = try world.addAdministrator()
            let cases = try Repository.readVectors("json_parsing.json", as: Parsing.self).cases
            #expect(cases.count > 250)
            for vector in cases {
                let bytes = try #require(Data(base64Encoded: vector.base64))
                let response = try world.send(route.call(Array(bytes), token: user.token))
                // None of them is a body of ours, so each is refused; two of them are too large for most routes.
                let isTooLarge = bytes.count > 16_384 && !route.path.hasPrefix("/api/movies")
                #expect(response.status == (isTooLarge ? 413 : 400), "\(vector.name): \(response)")
            }
        }
    }

    @Test(.enabled(if: Repository.hasVectors("json_parsing.json")))
    func valueOfEveryKindInAFieldIsAnsweredAndNeverAFault() throws {
        try withWorld { world in
            let user = try world.addUser()
            for vector in try Repository.readVectors("json_parsing.json", as: Parsing.self).cases {
                let bytes = Array(try #require(Data(base64Encoded: vector.base64)))
                for (before, after) in [
                    (#"{"name":"#, #","casts":["a"],"genres":["b"]}"#),
                    (#"{"name":"x","casts":"#, #","genres":["b"]}"#),
                ] {
                    let body = Array(before.utf8) + bytes + Array(after.utf8)
                    let response = try world.send(Call("POST", "/api/movies", json: body, token: user.token))
                    #expect(response.status == 200 || response.status == 400, "\(vector.name): \(response)")
                }
            }
            #expect(try world.send(Call("GET", "/api/movies")).status == 200)
        }
    }

    /// ASVS 1.2.3, 1.2.4
    @Test(.enabled(if: Repository.hasVectors("naughty_strings.json")))
    func naughtyStringsComeBackByteForByteOrAreRefused() throws {
        try withWorld { world in
            let user = try world.addUser()
            let strings = try Repository.readVectors("naughty_strings.json", as: Naughty.self).strings
            #expect(strings.count > 400)
            var kept = 0
            for (number, text) in strings.enumerated() {
                let body = movieBody("\(number) \(text)", casts: [text], genres: ["a genre", text])
                let response = try world.send(Call("POST", "/api/movies", json: body, token: user.token))
                guard response.status == 200 else {
                    try expect(response, is: .schemaValidation, "\(number)")
                    #expect(text.isEmpty || text.unicodeScalars.count > 200 || text.unicodeScalars.contains("\0"))
                    continue
                }
                kept += 1
                let movie = try world.send(Call("GET", "/api/movies/\(try response.member("id"))"))
                let stored = try movie.json()
                let bytes = Array(text.utf8)
                #expect(stored["name"] == .string(Array("\(number) ".utf8) + bytes))
                #expect(stored["casts"] == .array([.string(bytes)]))
                #expect(stored["genres"] == .array([.string(Array("a genre".utf8)), .string(bytes)]))
            }
            #expect(kept > 400)
        }
    }

    /// ASVS 1.2.4
    @Test(.enabled(if: Repository.hasVectors("naughty_strings.json")))
    func naughtyStringsAsAddressPasswordTokenAndIDAreAnswered() throws {
        try withWorld { world in
            let user = try world.addUser()
            for text in try Repository.readVectors("naughty_strings.json", as: Naughty.self).strings {
                #expect(
                    [200, 400].contains(
                        try world.send(
                            Call("POST", "/api/auth/signup", json: credentials(text, "correct horse"))
                        ).status))
                #expect([400, 401].contains(try world.logIn(text, text).status))
                #expect([400, 403].contains(try world.reset(text, password: "another horse").status))
                let query = text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
                #expect([200, 400].contains(try world.send(Call("GET", "/api/movies?after=\(query)")).status))
                #expect([200, 400, 404].contains(try world.send(Call("GET", "/api/movies/\(query)")).status))
            }
            #expect(try world.accepts(user.token))
        }
    }

    @Test(.enabled(if: Repository.hasVectors("naughty_strings.json")))
    func naughtyStringsAreGoodPasswordsWhenLongEnough() throws {
        try withWorld { world in
            let strings = try Repository.readVectors("naughty_strings.json", as: Naughty.self).strings
            for (number, text) in strings.enumerated() {
                let email = "user\(number)@example.org"
                let response = try world.send(Call("POST", "/api/auth/signup", json: credentials(email, text)))
                guard (8...1024).contains(text.utf8.count) else {
                    try expect(response, is: .schemaValidation)
                    continue
                }
                // The one among them that is a common password.
                guard text != "Infinity" else {
                    try expect(response, is: .weakPassword)
                    continue
                }
                #expect(response.status == 200)
                #expect(try world.logIn(email, text).status == 200)
            }
        }
    }
}
