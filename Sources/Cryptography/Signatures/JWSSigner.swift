import JSON
import Memory

/// Signs and verifies compact JSON Web Signatures (RFC 7515) with one key and one algorithm, HS256 (RFC 7518).
///
/// Neither key nor algorithm is ever taken from the header (RFC 8725, sections 3.1 and 3.10): which of several signers made
/// a token is seen by ``hasHeader(_:)``. Any number of threads may use one value at once.
package struct JWSSigner: Sendable {
    /// Longer texts are refused unread: ours have some 350 bytes.
    package static let maximumCount = 16 << 10

    private static let dot = UInt8(ascii: ".")
    /// The base64url text of 32 bytes.
    private static let signatureCount = 43
    private let codes: HMACSHA256
    /// As it stands in a token, with the dot behind it.
    private let header: [UInt8]

    /// Makes a signer for `key`, of which RFC 7518 wants 32 bytes or more; that is for the caller to see to.
    ///
    /// - Parameter id: what the header calls the key; `nil` for a header that does not name it.
    package init(key: SecretBytes, id: JWSKeyID? = nil) throws(CryptographyError) {
        codes = try HMACSHA256(key: key)
        let member = id.map { #""kid":"\#($0)","# } ?? ""
        header = Base64URL.encode(Array(#"{"alg":"HS256",\#(member)"typ":"JWT"}"#.utf8)) + [Self.dot]
    }

    /// Whether a text begins with exactly the header that this signer writes. Nothing is decoded.
    package func hasHeader(_ compact: [UInt8]) -> Bool {
        compact.starts(with: header)
    }

    /// The compact form of `payload`, signed, with the header `{"alg":"HS256","typ":"JWT"}`, and `kid` in the middle of it
    /// for a key with a name.
    package func sign(_ payload: [UInt8]) throws(CryptographyError) -> [UInt8] {
        let body = Base64URL.encode(payload)
        var compact: [UInt8] = []
        // So that it never moves, and no copy of it stays behind.
        compact.reserveCapacity(header.count + body.count + 1 + Self.signatureCount)
        compact += header
        compact += body
        let signature = Base64URL.encode(try codes.authenticationCode(for: compact[...]))
        defer { Memory.cleanse(signature) }
        compact.append(Self.dot)
        compact += signature
        return compact
    }

    /// Reads a compact JWS, if it was signed with this key.
    ///
    /// The signature is checked first, on the bytes as they came: until then no parser sees what a stranger wrote.
    package func verify(_ compact: [UInt8]) throws(JWSError) -> VerifiedJWS {
        guard compact.count <= Self.maximumCount else { throw .malformed }
        guard
            let firstDot = compact.firstIndex(of: Self.dot), let lastDot = compact.lastIndex(of: Self.dot),
            firstDot < lastDot, let signature = Base64URL.decode(compact[(lastDot + 1)...])
        else { throw .malformed }
        guard try isValid(signature, for: compact[..<lastDot]) else { throw .wrongSignature }

        // A third dot would be here, in what is not in the alphabet.
        guard
            let header = Base64URL.decode(compact[..<firstDot]),
            let payload = Base64URL.decode(compact[(firstDot + 1)..<lastDot])
        else { throw .malformed }
        return VerifiedJWS(header: try Self.acceptableHeader(header), payload: payload)
    }

    private func isValid(_ signature: [UInt8], for signed: ArraySlice<UInt8>) throws(JWSError) -> Bool {
        do {
            return try codes.isValid(signature, for: signed)
        } catch {
            throw .failed(error)
        }
    }

    private static func acceptableHeader(_ bytes: [UInt8]) throws(JWSError) -> JSONObject {
        guard
            case .object(let header)? = try? JSONValue(parsing: bytes),
            case .string(let algorithm)? = header["alg"], algorithm.equals("HS256"),
            // Extensions that must be understood to read the rest (RFC 7515, section 4.1.11; RFC 7797): we have none.
            header["crit"] == nil, header["b64"] == nil
        else { throw .unacceptableHeader }
        return header
    }
}
