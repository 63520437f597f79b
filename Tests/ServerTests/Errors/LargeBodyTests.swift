import TestSite
import Testing

extension ServerTests {
    /// Bodies at the limit and above it.
    @EndToEnd
    @Suite struct LargeBodyTests {
        @Test(arguments: Place.all)
        func theLargestBodyThatIsAllowedArrives(_ place: Place) throws {
            for isChunked in [false, true] {
                // A movie that is not whole is no JSON.
                let response = try place.site.mounted.send(
                    try movie(at: place, bytes: place.server.limit, isChunked: isChunked))
                #expect(response.status == 200)
            }
            try place.shows(
                .largestBody,
                otherwise: place.server == .apacheFcgid ? "120 KiB: what the host allows" : nil)
        }

        @Test(arguments: Place.all)
        func oneByteMoreIsTooLarge(_ place: Place) throws {
            let response = try place.site.mounted.send(
                try movie(at: place, bytes: place.server.limit + 1, isChunked: false))
            try expectError(response, 413, "BodyTooLarge", "Request body is too large")
            try place.shows(.tooLarge)
        }

        @Test(arguments: Place.all)
        func oneByteMoreInChunksIsTooLarge(_ place: Place) throws {
            guard place.server != .apacheFcgid else {
                // Apache counts in large pieces, and hands on what it has counted.
                let response = try place.site.mounted.send(
                    try movie(at: place, bytes: 200_000, isChunked: true))
                try expectError(response, 400, "SchemaValidation", "Request is missing required fields")
                return try place.shows(.tooLargeInChunks, otherwise: "400: Apache cuts it off")
            }
            let response = try place.site.mounted.send(
                try movie(at: place, bytes: place.server.limit + 1, isChunked: true))
            try expectError(response, 413, "BodyTooLarge", "Request body is too large")
            try place.shows(.tooLargeInChunks)
        }

        /// So much that the server refuses it without asking the service.
        @Test(arguments: Place.roots)
        func muchMoreIsTooLargeInTheSameWords(_ place: Place) throws {
            let response = try place.site.mounted.send(
                try movie(at: place, bytes: 2 << 20, isChunked: false))
            #expect(response.status == 413)
            #expect(response["Content-Type"] == "application/json")
            #expect(try response.json(PublishedError.self).error == "BodyTooLarge")
            try place.shows(.farTooLarge)
        }

        @Test(arguments: Place.roots)
        func aFormBelowResetIsLimitedToo(_ place: Place) throws {
            var request = HTTPRequest("POST", "/reset/x", form: "password=")
            request.body += Array(repeating: UInt8(ascii: "x"), count: place.server.limit)
            #expect(try place.site.mounted.send(request).status == 413)
            try place.shows(.formTooLarge)
        }

        /// A request to add a movie, with as much white space before its last brace as it needs to be so long.
        private func movie(at place: Place, bytes: Int, isChunked: Bool) throws -> HTTPRequest {
            let token = try place.site.newAccount(place.newEmail())
            let movie = Site.movie(SharedSites.newName())
            let json = String(movie.dropLast()) + String(repeating: " ", count: bytes - movie.utf8.count) + "}"
            return isChunked
                ? HTTPRequest("POST", "/api/movies", chunks: [json]).with("Authorization", "Bearer \(token)")
                : HTTPRequest("POST", "/api/movies", json: json, token: token)
        }
    }
}

extension ServerKind {
    /// The largest body that it takes, in bytes.
    fileprivate var limit: Int { self == .apacheFcgid ? 122_880 : 1 << 20 }
}
