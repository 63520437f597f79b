import Logging
import Testing

@testable import MovieBagService
@testable import ServiceLog

@Suite struct LoggedPathTests {
    private static func logged(_ target: some Sequence<UInt8>) -> String {
        var line = LogLine(level: .info)
        LoggedPath(target: Array(target)).append(to: &line)
        return String(decoding: line.bytes.dropFirst("2026-01-31T12:00:00.000Z info ".utf8.count), as: UTF8.self)
    }

    @Test(
        arguments: [
            ("/", "/"), ("/api/movies", "/api/movies"), ("/api/movies/", "/api/movies/"), ("", "/"), ("*", "/*"),
            ("/api//movies", "/api//movies"), ("/api/movies?limit=3&q=x", "/api/movies"), ("/a#b/c", "/a"),
            ("/api/movies/65a0f0f0f0f0f0f0f0f0f0f0", "/api/movies/65a0f0f0f0f0f0f0f0f0f0f0"),
            // As it came, and no decoding that could end the line or the field.
            ("/api/a%0d%0A2026-01-01T00:00:00.000Z%20notice%20stopped", "/api/…"),
            ("/a%0D%0Ab%20c%22", "/a%0D%0Ab%20c%22"),
            ("/a\r\nb c\"\\", #"/a\x0D\x0Ab\x20c\x22\x5C"#), ("/\u{202e}\0", #"/\xE2\x80\xAE\x00"#),
            ("/…", #"/\xE2\x80\xA6"#),
            ("http://ann:secret@example.org/api/movies", "/api/movies"), ("HTTPS://example.org", "/"),
            ("/" + String(repeating: "a/", count: 30), "/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/…"),
            ("/" + String(repeating: "x", count: 40), "/" + String(repeating: "x", count: 40)),
            ("/" + String(repeating: "x", count: 41), "/…"),
        ])
    func itIsWrittenAsItCame(_ target: String, _ logged: String) {
        #expect(Self.logged(target.utf8) == logged)
    }

    @Test(
        arguments: [
            ("/reset", "/reset"), ("/reset/", "/reset/"), ("/api/auth/reset", "/api/auth/reset"),
            ("/reset/TOKEN", "/reset/…"), ("/reset/TOKEN/more?TOKEN", "/reset/…"), ("/reset//TOKEN", "/reset//…"),
            ("//reset/TOKEN", "//reset/…"), ("/reset///TOKEN//", "/reset///…"), ("/bag/reset/TOKEN", "/bag/reset/…"),
            ("/%72eset/TOKEN", "/%72eset/…"), ("/%72%65%73%65%74/TOKEN", "/%72%65%73%65%74/…"),
            ("/%2572eset/TOKEN", "/%2572eset/…"), ("/RESET/TOKEN", "/RESET/…"), ("/reset;x=1/TOKEN", "/…/…"),
            ("/reset%2FTOKEN", "/…"), ("/reset%252fTOKEN", "/…"), ("/x%2Freset%2FTOKEN/TOKEN", "/…/…"),
            ("/reset%5CTOKEN", "/…"), (#"/reset\TOKEN"#, "/…"), ("/./reset/../reset/TOKEN", "/./reset/…"),
            ("reset/TOKEN", "/reset/…"), ("http://example.org/reset/TOKEN", "/reset/…"),
            ("HTTPS://u:TOKEN@example.org:8443/bag/reset/TOKEN", "/bag/reset/…"), ("x://reset/reset/TOKEN", "/reset/…"),
            ("/%72eset%/TOKEN", "/…/…"), ("/reset%00/TOKEN", "/…/…"),
        ])
    func whatFollowsAResetIsLeftOut(_ target: String, _ logged: String) {
        #expect(Self.logged(target.utf8) == logged)
    }

    @Test(
        arguments: ["verify", "email", "invitation"].flatMap { name in
            [
                ("/\(name)", "/\(name)"), ("/\(name)/TOKEN", "/\(name)/…"), ("//\(name)//TOKEN?TOKEN", "//\(name)//…"),
                ("/bag/\(name)/TOKEN", "/bag/\(name)/…"), ("/\(name.uppercased())/TOKEN", "/\(name.uppercased())/…"),
                ("/\(name)%2FTOKEN", "/…"), ("/\(name);x/TOKEN", "/…/…"), ("/\(name)s/TOKEN", "/…/…"),
                ("http://example.org/\(name)/TOKEN", "/\(name)/…"),
                ("/api/auth/\(name)/confirm", "/api/auth/\(name)/confirm"),
                ("/api/\(name)s/684ee180", "/api/\(name)s/684ee180"), ("/bag/api/\(name)/x", "/bag/api/\(name)/x"),
                ("/apis/\(name)/TOKEN", "/apis/\(name)/…"),
            ]
        } + [("/%76erify/TOKEN", "/%76erify/…"), ("/%2565mail/TOKEN", "/%2565mail/…")])
    func whatFollowsAnyOtherLinkIsLeftOutButBelowTheAPI(_ target: String, _ logged: String) {
        #expect(Self.logged(target.utf8) == logged)
    }

    /// Whatever a request sends, the field is short, readable, and has no space and no token in it.
    @Test func noRequestForgesAFieldOrALine() {
        let pieces =
            [
                "reset", "%72eset", "RESET", "%2572%65set", "/", "//", "%2F", "%2f", "%5C", ";x", "TOKEN", "TOKEN",
                "api", "%",
                "%0A", "\r\n", " ", "\"", "\\", "\u{202e}", "\0", "http://", "?", "#", "a.b", "é",
            ].map { Array($0.utf8) } + [[0x80], [0xff], [0xc3]]
        var random = SystemRandomNumberGenerator()
        let seed = UInt64.random(in: 0...UInt64.max, using: &random)
        var numbers = Numbers(state: seed)
        for _ in 0..<5000 {
            let target = (0..<Int(numbers.next() % 60)).flatMap { _ in
                pieces[Int(numbers.next() % UInt64(pieces.count))]
            }
            let logged = Self.logged(target)
            #expect(logged.utf8.count <= 2624)
            let foreign = logged.replacing("…", with: "").utf8
            #expect(foreign.allSatisfy { 0x21...0x7e ~= $0 && $0 != UInt8(ascii: "\"") }, "seed \(seed): \(logged)")
            // A token may stand in front of the first mention of a reset only.
            let lower = logged.lowercased()
            guard let mention = lower.firstRange(of: "reset") else { continue }
            #expect(!lower[mention.upperBound...].contains("token"), "seed \(seed): \(logged)")
        }
    }

    /// SplitMix64.
    private struct Numbers {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = state
            mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
            return mixed ^ mixed >> 31
        }
    }
}
