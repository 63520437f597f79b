import COpenSSL

/// What an access token says.
struct AccessClaims: Sendable {
    private static let lifetime: Int64 = 604_800

    let account: Identifier
    let issued: Int64
    let expires: Int64
    /// `jti`: random text.
    let id: String

    /// Claims for a new token.
    init(account: Identifier, now: Int64) {
        self.account = account
        issued = now
        expires = now + Self.lifetime
        var random = [UInt8](repeating: 0, count: 16)
        let code = RAND_bytes(&random, Int32(random.count))
        precondition(code == 1, "RAND_bytes failed")
        id = Base64URL.encode(random)
    }

    /// What the table of sessions holds of the token: the SHA-256 of its `jti`.
    var fingerprint: [UInt8] { Self.fingerprint(of: id) }

    static func fingerprint(of id: String) -> [UInt8] {
        let text = Array(id.utf8)
        return [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_LENGTH)) { digest, count in
            SHA256(text, text.count, digest.baseAddress)
            count = Int(SHA256_DIGEST_LENGTH)
        }
    }

    var json: String {
        #"{"iss":"movie-bag","sub":"\#(account)","identity":"\#(account)","type":"access","fresh":false,"#
            + #""iat":\#(issued),"nbf":\#(issued),"exp":\#(expires),"jti":"\#(id)"}"#
    }
}
