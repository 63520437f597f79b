import FoundationEssentials
import TestSite
import Testing

extension EndToEndTests {
    /// Tokens that are not what they should be, through nginx. The full table of attacks is tested without it.
    @EndToEnd
    @Suite struct TokenTests {
        /// ASVS 9.2.2
        @Test func aResetTokenOpensNoSessionAndAnAccessTokenResetsNothing() throws {
            let site = try Site()
            let access = try site.newAccount("ann@example.org")
            let reset = try site.requestReset(for: "ann@example.org")
            try expectRefusal(of: reset, asAccessTokenOf: site)
            try expectError(try site.reset(access, to: "a new password"), 403, "BadToken", "Invalid token")
            #expect(try site.client.get("/reset/\(access)").status == 403)
            // Neither attempt has spoilt what the tokens are for.
            try site.addMovie("Vertigo", token: access)
            #expect(try site.reset(reset, to: "a new password").status == 200)
        }

        /// ASVS 9.1.2
        @Test(arguments: ["none", "None", "NONE", "nOnE", "HS512", "RS256"], [true, false])
        func onlyOurAlgorithmIsAccepted(_ algorithm: String, _ keepsSignature: Bool) throws {
            let site = try Site()
            let parts = try site.newAccount("ann@example.org").split(separator: ".").map(String.init)
            let header = Self.base64URL(#"{"alg":"\#(algorithm)","typ":"JWT"}"#)
            try expectRefusal(of: "\(header).\(parts[1]).\(keepsSignature ? parts[2] : "")", asAccessTokenOf: site)
        }

        @Test(arguments: 0..<3)
        func aTokenWithAChangedByteIsRefused(_ part: Int) throws {
            let site = try Site()
            let access = try site.newAccount("ann@example.org")
            let reset = try site.requestReset(for: "ann@example.org")
            try expectRefusal(of: Self.changed(access, part), asAccessTokenOf: site)
            let response = try site.reset(Self.changed(reset, part), to: "a new password")
            try expectError(response, 403, "BadToken", "Invalid token")
            #expect(try site.client.get("/reset/\(Self.changed(reset, part))").status == 403)
            #expect(try site.reset(reset, to: "a new password").status == 200)
        }

        /// ASVS 9.2.1
        @Test func aTokenWhoseTimeIsUpIsRefused() throws {
            let site = try Site(settings: ["MOVIE_BAG_RESET_TOKEN_SECONDS": "2", "MOVIE_BAG_ACCESS_TOKEN_SECONDS": "2"])
            let access = try site.newAccount("ann@example.org")
            let reset = try site.requestReset(for: "ann@example.org")
            try wait(for: "the end of the tokens") { try site.client.get("/reset/\(reset)").status == 403 }
            #expect(try site.client.get("/reset/\(reset)").text.contains("expired"))
            try expectError(try site.reset(reset, to: "a new password"), 403, "Expired", "Token has expired")
            #expect(try site.client.post("/reset/\(reset)", form: "password=long+enough").status == 403)
            try expectRefusal(of: access, asAccessTokenOf: site)
            _ = try site.logIn("ann@example.org")
        }

        /// ASVS 9.2.3
        @Test func aTokenOfAnotherSiteIsRefused() throws {
            let (site, other) = (try Site(), try Site())
            let token = try other.newAccount("ann@example.org")
            _ = try site.newAccount("ann@example.org")
            try expectRefusal(of: token, asAccessTokenOf: site)
        }

        private func expectRefusal(of token: String, asAccessTokenOf site: Site) throws {
            let response = try site.client.post("/api/movies", json: Site.movie("Refused"), token: token)
            try expectError(response, 401, "BadAccessToken", "Invalid access token")
            #expect(response["WWW-Authenticate"] == "Bearer error=\"invalid_token\"")
        }

        /// The token with one character in the middle of a part replaced.
        private static func changed(_ token: String, _ part: Int) -> String {
            var parts = token.split(separator: ".").map(Array.init)
            let middle = parts[part].count / 2
            parts[part][middle] = parts[part][middle] == "A" ? "B" : "A"
            return parts.map { String($0) }.joined(separator: ".")
        }

        private static func base64URL(_ text: String) -> String {
            Data(text.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing(
                "=", with: "")
        }
    }
}
