import TestSite
import Testing

extension ServerTests {
    /// Bodies at the limit and above it.
    @EndToEnd
    @Suite struct LargeBodyTests {
        @Test(arguments: Place.all)
        func theLargestBodyThatIsAllowedArrives(_ place: Place) throws {
            for isChunked in [false, true] {
                let answer = try place.site.mounted.send(logIn(bytes: place.server.limit, isChunked: isChunked))
                try expectError(answer, 401, "Unauthorized", "Invalid username or password")
            }
            try place.shows(
                .largestBody,
                otherwise: place.server == .apacheFcgid ? "120 KiB: what the host allows" : nil)
        }

        @Test(arguments: Place.all)
        func oneByteMoreIsTooLarge(_ place: Place) throws {
            let answer = try place.site.mounted.send(logIn(bytes: place.server.limit + 1, isChunked: false))
            try expectError(answer, 413, "BodyTooLarge", "Request body is too large")
            try place.shows(.tooLarge)
        }

        @Test(arguments: Place.all)
        func oneByteMoreInChunksIsTooLarge(_ place: Place) throws {
            guard place.server != .apacheFcgid else {
                // Apache counts in large pieces, and hands on what it has counted.
                let answer = try place.site.mounted.send(logIn(bytes: 200_000, isChunked: true))
                try expectError(answer, 400, "SchemaValidation", "Request is missing required fields")
                return try place.shows(.tooLargeInChunks, otherwise: "400: Apache cuts it off")
            }
            let answer = try place.site.mounted.send(logIn(bytes: place.server.limit + 1, isChunked: true))
            try expectError(answer, 413, "BodyTooLarge", "Request body is too large")
            try place.shows(.tooLargeInChunks)
        }

        /// So much that the server refuses it without asking the service.
        @Test(arguments: Place.roots)
        func muchMoreIsTooLargeInTheSameWords(_ place: Place) throws {
            let answer = try place.site.mounted.send(logIn(bytes: 2 << 20, isChunked: false))
            #expect(answer.status == 413)
            #expect(answer["Content-Type"] == "application/json")
            #expect(try answer.json(PublishedError.self).error == "BodyTooLarge")
            try place.shows(.farTooLarge)
        }

        @Test(arguments: Place.roots)
        func aFormBelowResetIsLimitedToo(_ place: Place) throws {
            var request = HTTPRequest("POST", "/reset/x", form: "password=")
            request.body += Array(repeating: UInt8(ascii: "x"), count: place.server.limit)
            #expect(try place.site.mounted.send(request).status == 413)
            try place.shows(.formTooLarge)
        }

        /// A request to log in whose password is as long as it has to be.
        private func logIn(bytes: Int, isChunked: Bool) -> HTTPRequest {
            let empty = Site.credentials("nobody@example.org", "")
            let json = Site.credentials(
                "nobody@example.org", String(repeating: "x", count: bytes - empty.utf8.count))
            return isChunked
                ? HTTPRequest("POST", "/api/auth/login", chunks: [json])
                : HTTPRequest("POST", "/api/auth/login", json: json)
        }
    }
}

extension ServerKind {
    /// The largest body that it takes, in bytes.
    fileprivate var limit: Int { self == .apacheFcgid ? 122_880 : 1 << 20 }
}
