import Cryptography
import JSON
import MovieBag

/// Compact JWS and the claims in them, from strangers and with a good signature.
struct SignedTokens: FuzzSubject {
    private let signer: JWSSigner
    private let codes: HMACSHA256
    private let issuer: TokenIssuer
    private let now = UnixTime(seconds: 1_800_000_000)

    init() throws {
        let key = SecretBytes(Array("not a secret: the key of fuzzing".utf8))
        signer = try JWSSigner(key: key)
        codes = try HMACSHA256(key: key)
        let ring = KeyRing(try TokenKey(id: nil, bytes: key, created: UnixTime(seconds: 0)))
        issuer = TokenIssuer(
            keys: try TokenKeys(ring, clock: WallClock { UnixTime(seconds: 1_800_000_000) }),
            lifetimes: TokenLifetimes(access: 600, reset: 60))
    }

    func examine(_ input: [UInt8]) throws {
        try require(throws: JWSError.self, "what was not signed is refused") { try signer.verify(input) }
        try examineSigned(payload: input)
        try examineSigned(head: input)
        try examineClaims(payload: input)
    }

    /// Signs the input, then changes one bit, one after the other, where the input says.
    private func examineSigned(payload: [UInt8]) throws {
        let token = try signer.sign(payload)
        guard token.count <= JWSSigner.maximumCount else { return }
        try require(try signer.verify(token).payload == payload, "what was signed is read")
        for (step, byte) in payload.prefix(4).enumerated() {
            var changed = token
            changed[(Int(byte) * 5 + step) % token.count] ^= 1 << (byte & 7)
            try require(throws: JWSError.self, "a changed bit is noticed") { try signer.verify(changed) }
            let cut = token.prefix(token.count - 1 - Int(byte) % token.count)
            try require(throws: JWSError.self, "a missing end is noticed") { try signer.verify(Array(cut)) }
        }
    }

    /// Takes the input as header and payload and signs whatever it is, as if the key were known.
    private func examineSigned(head: [UInt8]) throws {
        let code = try codes.authenticationCode(for: head[...])
        let token = head + [UInt8(ascii: ".")] + Base64URL.encode(code)
        do {
            let verified = try signer.verify(token)
            try require(verified.header["alg"] == .string(Array("HS256".utf8)), "one algorithm is taken")
            try require(verified.header["crit"] == nil, "no extension is taken")
            try require(head.count { $0 == UInt8(ascii: ".") } == 1, "a token has three parts")
        } catch let error as JWSError {
            try require(error != .wrongSignature, "a good signature is not called wrong")
        }
    }

    /// Reads the input as claims with a good signature.
    private func examineClaims(payload: [UInt8]) throws {
        let token = CompactToken(try signer.sign(payload))
        for purpose in [TokenPurpose.access, .reset] {
            do {
                let claims = try issuer.verify(token, as: purpose, at: now)
                try require(claims.purpose == purpose, "a token is good for its purpose only")
                try require(now.seconds < claims.expires, "a token whose time is up is refused")
                try require(claims.issued <= now.seconds + 5, "a token of the future is refused")
                try require(
                    try issuer.verify(try issuer.sign(claims), as: purpose, at: now).account == claims.account,
                    "claims that were read can be written")
            } catch is TokenError {}
        }
    }
}

/// Throws unless `body` throws an error of this type.
private func require<Failure: Error, Result>(
    throws: Failure.Type, _ promise: String, _ body: () throws -> Result
) throws {
    do {
        _ = try body()
    } catch is Failure {
        return
    }
    throw BrokenPromise(description: promise)
}
