import Cryptography
import JSON

/// What an attacker has to work with: a good token, and in some attacks even the key.
struct TokenForge: Sendable {
    let token: String
    /// The claims of the token in order, each with its JSON text.
    let claims: [(name: String, json: String)]
    private let ourKey: HMACSHA256
    private let ownKey: HMACSHA256

    init(_ token: String) throws {
        self.token = token
        let payload = token.split(separator: ".")[1]
        guard let bytes = Base64URL.decode(Array(payload.utf8)[...]),
            case .object(let object) = try JSONValue(parsing: bytes)
        else { throw NoClaims() }
        claims = object.members.map { member in
            let text =
                switch member.value {
                case .string(let text): quoted(String(decoding: text, as: UTF8.self))
                case .integer(let number): String(number)
                default: "false"
                }
            return (String(decoding: member.name, as: UTF8.self), text)
        }
        ourKey = try HMACSHA256(key: SecretBytes(TestComposition.signingKey))
        ownKey = try HMACSHA256(key: SecretBytes(Array("the key that the attacker chose ".utf8)))
    }

    static let header = #"{"alg":"HS256","typ":"JWT"}"#

    var parts: [String] { token.split(separator: ".", omittingEmptySubsequences: false).map(String.init) }

    /// The claims as JSON text, with some of them replaced, one left out, or text added at the end.
    func payload(
        replacing changes: [String: String] = [:], leavingOut missing: String? = nil, adding: String = ""
    ) -> String {
        let members = claims.filter { $0.name != missing }.map { claim in
            "\"\(claim.name)\":\(changes[claim.name] ?? claim.json)"
        }
        return "{\(members.joined(separator: ","))\(adding)}"
    }

    /// A token signed with the service's own key.
    func signed(header: String = Self.header, payload: String? = nil) -> String {
        sign(header, payload ?? self.payload(), with: ourKey)
    }

    /// A token signed with a key of the attacker's.
    func signedByAttacker(header: String) -> String {
        sign(header, payload(), with: ownKey)
    }

    private func sign(_ header: String, _ payload: String, with key: HMACSHA256) -> String {
        let text = Self.encoded(header) + "." + Self.encoded(payload)
        // HMAC fails on no input; an empty signature would be refused for another reason and fail `forgeIsSound`.
        let code = (try? key.authenticationCode(for: Array(text.utf8)[...])) ?? []
        return text + "." + String(decoding: Base64URL.encode(code), as: UTF8.self)
    }

    static func encoded(_ text: String) -> String {
        String(decoding: Base64URL.encode(Array(text.utf8)), as: UTF8.self)
    }

    private struct NoClaims: Error {}
}
