import JSON
import Testing

@testable import Cryptography

@Suite struct JWSSignerTests {
    private let signer: JWSSigner

    init() throws {
        signer = try JWSSigner(key: SecretBytes(Array("a key of thirty-two bytes, yes..".utf8)))
    }

    /// Signs whatever stands before the second dot, as an attacker cannot.
    private func signed(_ header: String, _ payload: String = "foo") throws -> [UInt8] {
        let input = Base64URL.encode(Array(header.utf8)) + Array(".".utf8) + Base64URL.encode(Array(payload.utf8))
        return try signed(raw: input)
    }

    private func signed(raw input: [UInt8]) throws -> [UInt8] {
        let codes = try HMACSHA256(key: SecretBytes(Array("a key of thirty-two bytes, yes..".utf8)))
        return input + Array(".".utf8) + Base64URL.encode(try codes.authenticationCode(for: input[...]))
    }

    // RFC 7515, appendix A.1; its header and payload contain line ends.
    @Test func exampleOfTheStandardIsVerified() throws {
        let key = try #require(
            Base64URL.decode(
                Array("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow".utf8)[
                    ...]))
        let compact =
            "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
            + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
            + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
        let verified = try JWSSigner(key: SecretBytes(key)).verify(Array(compact.utf8))
        #expect(verified.header["typ"] == .string(Array("JWT".utf8)))
        #expect(
            String(decoding: verified.payload, as: UTF8.self)
                == "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}")
    }

    @Test func signedTextIsFixed() throws {
        // Computed with `openssl dgst -sha256 -hmac`.
        #expect(
            String(decoding: try signer.sign(Array(#"{"a":1}"#.utf8)), as: UTF8.self)
                == "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhIjoxfQ.cSBQJ544Ho5coWR2YhE9zHxgo4VvGHtWWAYIHnncYPo")
    }

    @Test func aKeyWithANameIsNamedInTheHeader() throws {
        let id = try #require(JWSKeyID("2026-a_B".utf8))
        let named = try JWSSigner(key: SecretBytes(Array("a key of thirty-two bytes, yes..".utf8)), id: id)
        let compact = try named.sign(Array(#"{"a":1}"#.utf8))
        // Computed with Python's hmac.
        #expect(
            String(decoding: compact, as: UTF8.self)
                == "eyJhbGciOiJIUzI1NiIsImtpZCI6IjIwMjYtYV9CIiwidHlwIjoiSldUIn0.eyJhIjoxfQ."
                + "scVU-XUuPDz55WoE1w7neaJfcq7bWhBDCGxetiDu0TM")
        #expect(named.hasHeader(compact) && !signer.hasHeader(compact))
        #expect(try signer.hasHeader(signer.sign([])) && !named.hasHeader(signer.sign([])))
        #expect(try signer.verify(compact).payload == Array(#"{"a":1}"#.utf8), "the key is the same")
    }

    /// Byte for byte, up to the dot; no other spelling of the same members.
    @Test(arguments: [
        "", "e", "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9", "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9A.e30.x",
        "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.e30.x", "eyJhbGciOiJIUzI1NiJ9.e30.x",
        ".eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.",
        "EyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.x",
    ])
    func anotherHeaderIsNotTheSigners(compact: String) {
        #expect(!signer.hasHeader(Array(compact.utf8)))
    }

    @Test(arguments: [[], [0], Array("{}".utf8), [UInt8](repeating: 0xFF, count: 5000)])
    func whatWasSignedIsVerified(payload: [UInt8]) throws {
        let verified = try signer.verify(try signer.sign(payload))
        #expect(verified.payload == payload)
        #expect(verified.header["alg"] == .string(Array("HS256".utf8)))
    }

    @Test func everyFlippedBitIsRefused() throws {
        let compact = try signer.sign(Array(#"{"sub":"5f0123456789abcdef012345","exp":1764493800}"#.utf8))
        for index in compact.indices {
            for bit in 0..<8 {
                var flipped = compact
                flipped[index] ^= 1 << bit
                #expect(throws: JWSError.self) { try signer.verify(flipped) }
            }
        }
    }

    @Test func everyShorteningAndLengtheningIsRefused() throws {
        let compact = try signer.sign(Array("foo".utf8))
        for count in compact.indices {
            #expect(throws: JWSError.self) { try signer.verify(Array(compact[..<count])) }
            #expect(throws: JWSError.self) { try signer.verify(Array(compact[(count + 1)...])) }
        }
        for byte in UInt8.min...UInt8.max {
            #expect(throws: JWSError.self) { try signer.verify(compact + [byte]) }
            #expect(throws: JWSError.self) { try signer.verify([byte] + compact) }
        }
    }

    @Test func otherKeyIsRefused() throws {
        let other = try JWSSigner(key: SecretBytes(Array("a key of thirty-two bytes, yes.,".utf8)))
        let compact = try other.sign(Array("foo".utf8))
        #expect(throws: JWSError.wrongSignature) { try signer.verify(compact) }
    }

    /// ASVS 9.1.1
    @Test func signatureIsCheckedBeforeAnythingIsParsed() throws {
        // Neither header nor payload is base64url, let alone JSON: with a wrong signature nobody finds out.
        let nonsense = Array("*.*.".utf8)
        let code = Base64URL.encode([UInt8](repeating: 0, count: 32))
        #expect(throws: JWSError.wrongSignature) { try signer.verify(nonsense + code) }
        #expect(throws: JWSError.malformed) { try signer.verify(try signed(raw: Array("*.*".utf8))) }
    }

    @Test(arguments: [0, 1, 31, 33, 64])
    func signatureOfAnotherLengthIsRefused(count: Int) throws {
        let compact = try signer.sign(Array("foo".utf8))
        let signature = try #require(Base64URL.decode(compact.suffix(43)))
        let other = Base64URL.encode(Array((signature + signature).prefix(count)))
        #expect(throws: JWSError.wrongSignature) { try signer.verify(Array(compact.dropLast(43)) + other) }
    }

    @Test(arguments: ["", "Zm9v", "e30.Zm9v.Zm9v", "e30..Zm9v", "e30=.Zm9v"])
    func otherNumberOfPartsOrPaddingIsRefusedEvenWhenSigned(input: String) throws {
        // The signature adds one part.
        #expect(throws: JWSError.malformed) { try signer.verify(try signed(raw: Array(input.utf8))) }
    }

    @Test func textThatIsTooLongIsRefusedUnread() throws {
        let fits = try signer.sign([UInt8](repeating: 0, count: 12_227))
        #expect(fits.count == JWSSigner.maximumCount)
        #expect(throws: Never.self) { try signer.verify(fits) }
        let tooLong = try signer.sign([UInt8](repeating: 0, count: 12_228))
        #expect(throws: JWSError.malformed) { try signer.verify(tooLong) }
    }

    @Test(arguments: [
        #"{"alg":"HS256"}"#, #" { "typ" : "JWT" , "alg" : "HS\u003256" } "#,
        #"{"alg":"HS256","kid":"../../etc/passwd","jwk":{},"jku":"x","x5u":"x","x5c":[]}"#,
    ])
    func otherMembersOfTheHeaderChangeNothing(header: String) throws {
        #expect(try signer.verify(try signed(header)).payload == Array("foo".utf8))
    }

    @Test(arguments: [
        "", "null", "[]", #""HS256""#, "{}", #"{"typ":"JWT"}"#,
        #"{"alg":"none"}"#, #"{"alg":"None"}"#, #"{"alg":""}"#, #"{"alg":"hs256"}"#, #"{"alg":"HS256 "}"#,
        #"{"alg":"HS256\u0000"}"#, #"{"alg":"HS384"}"#, #"{"alg":"HS512"}"#, #"{"alg":"RS256"}"#, #"{"alg":"ES256"}"#,
        #"{"alg":"EdDSA"}"#, #"{"alg":null}"#, #"{"alg":256}"#, #"{"alg":["HS256"]}"#, #"{"alg":{"HS256":1}}"#,
        #"{"ALG":"HS256"}"#, #"{"alg":"HS256","alg":"none"}"#, #"{"alg":"HS256","\u0061lg":"HS256"}"#,
        #"{"alg":"HS256","kid":{"a":1,"a":2}}"#, #"{"alg":"HS256","crit":["b64"],"b64":false}"#,
        #"{"alg":"HS256","crit":[]}"#, #"{"alg":"HS256","crit":null}"#, #"{"alg":"HS256","b64":true}"#,
        #"{"alg":"HS256","b64":false}"#, #"{"alg":"HS256",}"#, #"{"alg":"HS256"}x"#, "\u{FEFF}{\"alg\":\"HS256\"}",
    ])
    func otherHeadersAreRefusedEvenWhenSigned(header: String) throws {
        #expect(throws: JWSError.unacceptableHeader) { try signer.verify(try signed(header)) }
    }
}
