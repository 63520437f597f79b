import Glibc
import TestSite
import Testing
import TestFiles

extension EndToEndTests {
    /// What is left of passwords and tokens in the memory of the service once a request has been answered: nothing but what
    /// libfcgi read them into, which is its own.
    @EndToEnd
    @Suite(
        .enabled(if: geteuid() == 0, "only root may look into the service's memory"),
        .enabled(if: !Sanitizers.areOn, "a sanitizer takes terabytes of address space")
    ) struct MemoryTests {
        private let site: Site
        private let connection: FastCGIConnection

        init() throws {
            // A mail holds its link as long as it is on its way, so another process delivers it; the line of a request is
            // made from its path.
            site = try Site(settings: ["MOVIE_BAG_DELIVER": "no", "MOVIE_BAG_LOG_LEVEL": "info"])
            connection = try FastCGIConnection(site.service.socket)
        }

        /// A password that no other test has, as a client may write it: each byte escaped, so that the password itself is
        /// nowhere but where the service resolves the escapes. A long one, as the memory of a short one is taken by something
        /// else before one can look.
        private struct Choice {
            /// The end of the password.
            let mark: String
            let inJSON: String
            let inForm: String

            init(_ words: String) {
                mark = "é \(UInt64.random(in: .min ... .max))"
                let password = String(repeating: "\(words) ", count: 600 / words.utf8.count) + mark
                inJSON = password.unicodeScalars.map { scalar in
                    let digits = String(scalar.value, radix: 16)
                    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }.joined()
                inForm = password.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            }
        }

        private func post(_ path: String, _ body: String, token: String? = nil, form: Bool = false) throws -> String {
            var request = FastCGIRequest("POST", path, body: Array(body.utf8), token: token)
            if form { request.variables.removeAll { $0.name == "CONTENT_TYPE" } }
            if form { request.variables.append(("CONTENT_TYPE", "application/x-www-form-urlencoded")) }
            return try connection.exchange(request)
        }

        private func credentials(_ choice: Choice) -> String {
            #"{"email":"ann@example.org","password":"\#(choice.inJSON)"}"#
        }

        /// Fails when `text` is anywhere but where libfcgi has it, as the bytes before it tell. The service overwrites it
        /// when the response has left.
        private func expectNothing(
            of text: String, _ what: String, but isLibrarys: ([UInt8]) -> Bool = { _ in false },
            sourceLocation: SourceLocation = #_sourceLocation
        ) throws {
            func left() throws -> [[UInt8]] {
                try ProcessMemory(of: site.service.pid).beginnings(of: Array(text.utf8), count: 32)
                    .filter { !isLibrarys($0) }
            }
            let deadline = ContinuousClock.now + .seconds(5)
            while ContinuousClock.now < deadline, try !left().isEmpty { usleep(50_000) }
            let places = try left()
            #expect(places.isEmpty, "\(what): \(places.count)", sourceLocation: sourceLocation)
        }

        /// Whether the bytes are the end of the header of a record that holds `body` (FastCGI specification, section 3.3).
        private func isRecord(of body: String) -> ([UInt8]) -> Bool {
            let count = body.utf8.count
            return { $0.ends(with: [1, 5, 0, 1, UInt8(count >> 8), UInt8(count & 0xFF), 0, 0]) }
        }

        /// Whether they are the beginning of a variable, in a record or, with `=`, in the text that libfcgi makes of it.
        private func isVariable(_ name: String, _ value: String) -> ([UInt8]) -> Bool {
            let text = Array("\(name)=\(value)".utf8)
            // malloc(3) puts its own into the first 16 bytes of what has been freed.
            let rest = text.dropFirst(16)
            return { before in
                before.ends(with: text) || before.ends(with: Array((name + value).utf8))
                    || before.ends(with: rest) && (rest.count > value.utf8.count || !before.ends(with: value.utf8))
            }
        }

        @Test func aPasswordIsNowhereOnceItsRequestIsAnswered() throws {
            let (right, wrong, malformed) = (Choice("the right one"), Choice("a wrong one"), Choice("a malformed one"))
            #expect(try post("/api/auth/signup", credentials(right)).hasPrefix("Status: 200"))
            #expect(try post("/api/auth/login", credentials(right)).hasPrefix("Status: 200"))
            #expect(try post("/api/auth/login", credentials(wrong)).hasPrefix("Status: 401"))
            #expect(try post("/api/auth/login", credentials(malformed) + "}").hasPrefix("Status: 400"))
            try expectNothing(of: malformed.mark, "the malformed password")
            let twice = credentials(malformed).dropLast() + #","password":"x"}"#
            #expect(try post("/api/auth/signup", String(twice)).hasPrefix("Status: 400"))
            for (choice, what) in [(right, "right"), (wrong, "wrong"), (malformed, "malformed")] {
                try expectNothing(of: choice.mark, "the \(what) password")
                // Two bodies begin in the same way.
                let bodies = [credentials(choice), credentials(choice) + "}", String(twice)].map(isRecord)
                try expectNothing(of: credentials(choice), "the body of the \(what) one") { before in
                    bodies.contains { $0(before) }
                }
            }
        }

        @Test func neitherIsAPasswordThatAFormOrAResetSets() throws {
            #expect(try post("/api/auth/signup", credentials(Choice("the first one"))).hasPrefix("Status: 200"))
            let (byForm, refused, byAPI) = (Choice("by the form"), Choice("refused"), Choice("by the API"))
            var token = try resetToken()
            for (text, status) in [
                ("password=\(refused.inForm)&password=\(refused.inForm)", 400), ("password=\(refused.inForm)%FF", 400),
                ("password=\(byForm.inForm)&_charset_=UTF-8", 303),
            ] {
                #expect(try post("/reset/\(token)", text, form: true).hasPrefix("Status: \(status)"))
            }
            try expectNothing(of: byForm.mark, "the password of the form")
            try expectNothing(of: refused.mark, "the password that was refused")
            try expectNothing(of: token, "the token in the path", but: isVariable("REQUEST_URI", "/reset/"))
            // Where the path is not the target as it came.
            token = try resetToken()
            let escaped = "%65" + token.dropFirst()
            let response = try connection.exchange(FastCGIRequest("GET", "/reset/\(escaped)?from=mail"))
            #expect(response.hasPrefix("Status: 200"))
            try expectNothing(of: token, "the token in the path with escapes")
            try expectNothing(of: escaped, "the token in the target", but: isVariable("REQUEST_URI", "/reset/"))

            let body = #"{"reset_token":"\#(#"\u0065"# + token.dropFirst())","password":"\#(byAPI.inJSON)"}"#
            #expect(try post("/api/auth/reset", body).hasPrefix("Status: 200"))
            try expectNothing(of: byAPI.mark, "the password of the API")
            try expectNothing(of: token, "the token of the API")
            try expectNothing(of: body, "the body of the API", but: isRecord(of: body))
        }

        @Test func anAccessTokenIsNowhereOnceItHasBeenGivenOrPresented() throws {
            let choice = Choice("the only one")
            #expect(try post("/api/auth/signup", credentials(choice)).hasPrefix("Status: 200"))
            let response = try post("/api/auth/login", credentials(choice))
            let token = try #require(response.split(separator: "\"").last { $0.hasPrefix("eyJ") })
            let signature = try #require(token.split(separator: ".").last)
            try expectNothing(of: String(signature), "the signature of the token that was given")

            let movie = #"{"name":"Alien","casts":["Ann"],"genres":["Drama"]}"#
            #expect(try post("/api/movies", movie, token: String(token)).hasPrefix("Status: 200"))
            // Its response leaves the memory of the token alone.
            let removal = FastCGIRequest("DELETE", "/api/movies/ffffffffffffffffffffffff", token: String(token))
            #expect(try connection.exchange(removal).hasPrefix("Status: 403"))
            try expectNothing(
                of: String(token), "the token that was presented", but: isVariable("HTTP_AUTHORIZATION", "Bearer "))
        }

        /// Of the file with the settings, of the file with the key, and of the environment.
        @Test func aKeyIsNotLeftAsItWasRead() throws {
            let key = "key \(UInt64.random(in: .min ... .max)) of 32 bytes or more"
            let site = try Site(settings: ["MOVIE_BAG_JWT_SECRET": key])
            let inFile = "MOVIE_BAG_JWT_SECRET=\(key)"
            #expect(try ProcessMemory(of: site.service.pid).beginnings(of: Array(inFile.utf8), count: 0).isEmpty)
            let settings = site.directory["settings"]
            try Files.write("MOVIE_BAG_JWT_SECRET=\(key)\n", to: settings)
            let other = try Site(arguments: ["--env-file", settings])
            #expect(try ProcessMemory(of: other.service.pid).beginnings(of: Array(inFile.utf8), count: 0).isEmpty)
            // That the search finds what is there: the key itself, and a setting that is no secret.
            for service in [site.service, other.service] {
                let memory = try ProcessMemory(of: service.pid)
                #expect(!memory.beginnings(of: Array(key.utf8), count: 0).isEmpty)
                #expect(!memory.beginnings(of: Array("MOVIE_BAG_SENDMAIL=".utf8), count: 0).isEmpty)
            }
        }

        private func resetToken() throws -> String {
            #expect(try post("/api/auth/forgot", #"{"email":"ann@example.org"}"#).hasPrefix("Status: 200"))
            try site.succeed("outbox", "run")
            return try site.mailbox.take(for: "ann@example.org", subject: "[Movie-bag] Reset Your Password")
                .resetToken(site: site.url)
        }
    }
}

extension [UInt8] {
    fileprivate func ends(with bytes: some Collection<UInt8>) -> Bool {
        suffix(bytes.count).elementsEqual(bytes)
    }
}
