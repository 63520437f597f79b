import TestSite
import Testing

extension EndToEndTests {
    /// Nothing that opens an account stands where others can read it.
    @EndToEnd
    @Suite struct SecretTests {
        /// ASVS 14.2.4, 16.2.5
        @Test func noPasswordTokenOrKeyIsLeftInLogsProcessesOrTheDatabase() throws {
            let site = try Site(settings: ["MOVIE_BAG_LOG_LEVEL": "trace"])
            let (first, second, third) = ("first password of Ann", "second password of Ann", "third-password-of-Ann")
            try site.signUp("ann@example.org", password: first)
            let access = try site.logIn("ann@example.org", password: first)
            let used = try site.requestReset(for: "ann@example.org")
            #expect(try site.reset(used, to: second).status == 200)
            let unused = try site.requestReset(for: "ann@example.org")
            try makeTrouble(with: access, unused, third, at: site)
            let commandLine = try Files.bytes("/proc/\(site.service.pid)/cmdline")
            let database = try ["", "-wal", "-shm"].flatMap { try Files.bytes(site.database + $0) }
            try site.service.stop()
            // nginx has an opinion of its own on requests that it cannot pass on.
            _ = try site.client.get("/api/movies")
            for path in ["/reset/\(unused)", "/reset/\(unused)?again"] {
                #expect(try site.client.get(path).status == 502)
            }

            let key = try Files.text("\(site.database).secret").split(separator: "\n").map(String.init)[0]
            let places = [
                ("the service's log", try Files.bytes(site.service.log)),
                ("nginx's access log", try Files.bytes(site.nginx.accessLog)),
                ("nginx's error log", try Files.bytes(site.nginx.errorLog)),
                ("the command line", commandLine), ("the database", database + (try Files.bytes(site.database))),
            ]
            let tokens = [access, used, unused]
            for secret in [first, second, third, key] + tokens + tokens.map(Self.signature) {
                for (place, bytes) in places {
                    let isFound = bytes.holds(secret)
                    #expect(!isFound, "\(secret.prefix(8))… is in \(place)")
                }
            }
            // That the search finds what is there.
            for (index, text) in ["/reset/…", "POST /api/auth/login", "/api/movies", "serve", "ann@example.org"]
                .enumerated()
            {
                let isFound = places[index].1.holds(text)
                #expect(isFound, "\(text) is not in \(places[index].0)")
            }
        }

        /// Requests that go wrong with secrets in them, as errors are where secrets get into logs.
        private func makeTrouble(with access: String, _ reset: String, _ password: String, at site: Site) throws {
            let client = site.client
            let credentials = Site.credentials("ann@example.org", password)
            var responses = [
                try client.post("/api/auth/login", json: credentials),
                try client.post("/api/auth/login", json: credentials + "}"),
                try client.post("/api/auth/signup", json: credentials),
                try client.post(
                    "/api/auth/reset", json: #"{"reset_token":"\#(reset)","password":"\#(password)","x":1}"#),
                try client.post("/api/auth/reset", json: #"{"reset_token":"\#(access)","password":"\#(password)"}"#),
                try client.post("/api/movies", json: Site.movie("Late"), token: access),
                try client.post("/reset/\(reset)", form: "password=\(password)&password=\(password)"),
                try client.get("/reset/\(reset)/"),
                try client.get("/reset//\(reset)"),
                try client.send(HTTPRequest("TRACE", "/reset/\(reset)")),
                try client.send(HTTPRequest("PUT", "/reset/\(reset)", form: "password=\(password)")),
            ]
            var large = HTTPRequest("POST", "/reset/\(reset)", form: "password=\(password)")
            large.body += Array(repeating: UInt8(ascii: "x"), count: 1 << 20)
            responses.append(try client.send(large))
            for response in responses { #expect((400..<500).contains(response.status)) }
            for path in ["/reset/\(reset)", "/%72eset/\(reset)", "//reset/\(reset)"] { _ = try client.get(path) }
        }

        private static func signature(_ token: String) -> String {
            String(token.split(separator: ".")[2])
        }
    }
}

extension [UInt8] {
    fileprivate func holds(_ text: String) -> Bool {
        firstRange(of: Array(text.utf8)) != nil
    }
}
