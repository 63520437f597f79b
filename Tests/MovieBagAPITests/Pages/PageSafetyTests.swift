import Cryptography
import FoundationEssentials
import Testing

@Suite("What every page promises")
struct PageSafetyTests {
    /// One of each kind of page.
    private static func pages(_ world: World) throws -> [TestResponse] {
        let user = try world.addUser()
        let token = try world.resetToken(for: user)
        let pages = [
            try world.open(token), try world.submit("password=short", to: token),
            try world.submit("password=another+horse", to: token), try world.open(token), try world.open(""),
            try world.open(token, method: "PUT"), try world.open("done"), try world.open("cut"),
        ]
        try world.takeConfirmation(for: user)
        #expect(pages.map(\.status) == [200, 400, 303, 403, 404, 405, 200, 403])
        let (_, invitation) = try world.invite()
        let others = [
            try world.open("invitation", invitation), try world.submit("email=none", to: "invitation", invitation),
            try world.open("invitation", "done"), try world.open("invitation", "mailed"),
            try world.open("invitation", "cut"), try world.open("verify", "done"), try world.open("verify", "cut"),
            try world.open("email", "done"), try world.open("email", "restored"), try world.open("email", "cut"),
            try world.open("email", "x", method: "PUT"),
        ]
        #expect(others.map(\.status) == [200, 400, 200, 200, 403, 200, 403, 200, 200, 403, 405])
        return pages + others
    }

    /// ASVS 14.2.1
    @Test func addressStaysWithTheReader() throws {
        try withWorld { world in
            for page in try Self.pages(world) {
                #expect(page["Referrer-Policy"] == ["no-referrer"])
                #expect(page["Cache-Control"] == ["no-store"])
                #expect(page["Movie-Bag-Link"] == ["keep-out-of-logs"])
            }
        }
    }

    /// ASVS 3.4.3, 3.4.6
    @Test func policyAllowsThePagesOwnStyleAndNothingElse() throws {
        try withWorld { world in
            for page in try Self.pages(world) {
                let style = try #require(page.text.firstRange(between: "<style>", and: "</style>"))
                let hash = Data(SHA256.hash(Array(style.utf8))).base64EncodedString()
                #expect(
                    page["Content-Security-Policy"] == [
                        "default-src 'none'; style-src 'sha256-\(hash)'; form-action 'self'; base-uri 'none'; "
                            + "frame-ancestors 'none'"
                    ])
            }
        }
    }

    @Test func nothingIsLoadedAndNoScriptRuns() throws {
        try withWorld { world in
            for page in try Self.pages(world) {
                let text = page.text.lowercased()
                for forbidden in [
                    "<script", "javascript:", " src=", "<link", "@import", "url(", " onload", " onclick", " style=",
                ] {
                    #expect(!text.contains(forbidden), "\(forbidden)")
                }
            }
        }
    }

    @Test func pagesCanBeReadByEverybody() throws {
        try withWorld { world in
            for page in try Self.pages(world) {
                #expect(page.text.hasPrefix("<!DOCTYPE html>"))
                #expect(page.text.contains(#"<html lang="en">"#))
                #expect(page.text.contains(#"name="viewport""#))
                #expect(page.text.contains("<title>"))
                #expect(page.text.split(separator: "<h1").count == 2)
                guard page.showsForm else { continue }
                #expect(page.text.contains(#"<label for="password""#))
                #expect(page.text.contains(#"autocomplete="new-password""#))
                #expect(page.text.contains(#"method="post""#))
            }
        }
    }
}

extension String {
    /// The text between the first `start` and the next `end`.
    fileprivate func firstRange(between start: String, and end: String) -> Substring? {
        guard let first = firstRange(of: start), let last = self[first.upperBound...].firstRange(of: end) else {
            return nil
        }
        return self[first.upperBound..<last.lowerBound]
    }
}
