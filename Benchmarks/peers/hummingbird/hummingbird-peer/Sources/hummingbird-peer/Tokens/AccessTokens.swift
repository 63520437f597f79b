import COpenSSL
import FoundationEssentials
import Glibc
import HTTPTypes
import Hummingbird

/// Signs access tokens and checks them: compact JWS with HS256 (RFC 7515).
struct AccessTokens: Sendable {
    /// We write this header, and accept no other: `{"alg":"HS256","typ":"JWT"}`.
    private static let header = Base64URL.encode(Array(#"{"alg":"HS256","typ":"JWT"}"#.utf8))

    private struct Payload: Decodable {
        let sub: String
        let type: String
        let exp: Int64
        let jti: String
    }

    private let secret: Secret

    init(secret: Secret) {
        self.secret = secret
    }

    func sign(_ claims: AccessClaims) -> String {
        let signed = Self.header + "." + Base64URL.encode(Array(claims.json.utf8))
        return signed + "." + Base64URL.encode(secret.authenticationCode(of: Array(signed.utf8)))
    }

    /// The account whose token the request bears.
    func account(of request: Request, readers: ReaderPool) throws -> Identifier {
        guard let token = Self.bearerToken(request), let payload = verifiedPayload(of: token) else {
            throw Refusal.badAccessToken
        }
        let now = Int64(time(nil))
        guard payload.type == "access", payload.exp > now, let account = Identifier(hexadecimal: payload.sub) else {
            throw Refusal.badAccessToken
        }
        let hasSession = try readers.read { reader in
            let session = reader.session
            try session.bind(1, blob: AccessClaims.fingerprint(of: payload.jti))
            try session.bind(2, account)
            try session.bind(3, now)
            defer { session.reset() }
            return try session.step()
        }
        guard hasSession else { throw Refusal.badAccessToken }
        return account
    }

    private static func bearerToken(_ request: Request) -> Substring? {
        guard let field = request.headers[.authorization] else { return nil }
        let words = field.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 2, words[0].lowercased() == "bearer" else { return nil }
        return words[1]
    }

    /// The payload of a token that we have signed.
    ///
    /// Comparing the signatures as texts accepts only their one right spelling.
    private func verifiedPayload(of token: Substring) -> Payload? {
        let parts = token.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].elementsEqual(Self.header.utf8) else { return nil }
        let code = secret.authenticationCode(of: Array(token.utf8[..<parts[1].endIndex]))
        let (given, expected) = (Array(parts[2]), Array(Base64URL.encode(code).utf8))
        guard given.count == expected.count, CRYPTO_memcmp(given, expected, expected.count) == 0,
            let json = Base64URL.decode(parts[1])
        else { return nil }
        return try? JSONDecoder().decode(Payload.self, from: Data(json))
    }
}
