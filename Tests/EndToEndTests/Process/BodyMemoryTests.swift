import TestSite
import Testing

extension EndToEndTests {
    /// What the largest body costs, however it is made up.
    @EndToEnd
    @Suite struct BodyMemoryTests {
        private static let largest = 1 << 20

        /// A movie's JSON up to a mebibyte, with a piece repeated as often as it fits.
        private static func body(_ start: String, _ piece: String, _ end: String) -> [UInt8] {
            let room = largest - start.utf8.count - end.utf8.count
            let body = Array((start + String(repeating: piece, count: room / piece.utf8.count) + end).utf8)
            return body + Array(repeating: UInt8(ascii: " "), count: largest - body.count)
        }

        private static let rest = #","casts":["a"],"genres":["b"]}"#

        static let bodies: [(name: String, bytes: [UInt8])] = [
            ("nested arrays", body(#"{"name":"#, "[", "")),
            ("many small arrays", body(#"{"x":["#, "[],", "[]]}")),
            ("many members", body(#"{"x":{"#, #""":0,"#, #""y":0}}"#)),
            ("many members of the body", body("{", #""a":0,"#, #""b":0}"#)),
            ("many texts", body(#"{"casts":["#, #""","#, #"""]}"#)),
            ("a long text", body(#"{"name":""#, "x", #"""# + rest)),
            ("a long text of escapes", body(#"{"name":""#, #"\n"#, #"""# + rest)),
            ("two long texts", body(#"{"casts":["a"],"genres":["b"],"name":""#, #"\u20ac"#, #""}"#)),
            ("a long name of a member", body(#"{""#, #"\\"#, #"":"x"}"#)),
            ("white space", body("{", " ", #""name":"x"}"#)),
            ("numbers", body(#"{"name":"#, "1", "}")),
        ]

        /// The service has a thread for each processor at least, so one body has the memory for itself.
        @Test(.disabled(if: Sanitizers.areOn, "they keep what was freed for a while"))
        func itTakesThreeTimesItsSizeAtMost() throws {
            let site = try Site()
            let token = try site.newAccount("ann@example.org")
            let connection = try FastCGIConnection(site.service.socket)
            func send(_ body: [UInt8]) throws -> String {
                try connection.exchange(FastCGIRequest("POST", "/api/movies", body: body, token: token))
            }
            // The first large body of a thread makes the heap grow, and any thread may have it.
            for _ in 0..<16 { _ = try send(Self.bodies[5].bytes) }
            let before = try site.service.residentBytes()
            for (name, bytes) in Self.bodies {
                #expect(bytes.count == Self.largest)
                try site.service.forgetPeak()
                #expect(try send(bytes).hasPrefix("Status: 400"), "\(name)")
                let taken = try site.service.peakBytes() - before
                #expect(taken <= 3 * Self.largest + (256 << 10), "\(name): \(taken >> 10) KiB")
            }
            #expect(try site.client.get("/api/movies").text == "[]")
        }
    }
}
