import JSON

/// Tests: TokenIssuerTests.swift
extension TokenClaims {
    /// The seconds of the year 9999: no claim of ours is later, and sums of such numbers stay far from overflow.
    private static let latest: Int64 = 253_402_300_799

    /// The claims as the JSON text that is signed.
    var payload: [UInt8] {
        var writer = JSONWriter(reserving: 320)
        writer.raw("{\"iss\":\"movie-bag\",\"sub\":\"")
        writer.hexadecimal(subject.bytes)
        writer.raw("\",\"identity\":\"")
        writer.hexadecimal(subject.bytes)
        writer.raw("\",\"type\":")
        writer.string(Array(purpose.rawValue.utf8))
        writer.raw(",\"fresh\":false,\"iat\":")
        writer.integer(issued)
        writer.raw(",\"nbf\":")
        writer.integer(issued)
        writer.raw(",\"exp\":")
        writer.integer(expires)
        writer.raw(",\"jti\":")
        writer.string(Array(id.utf8))
        writer.raw("}")
        return writer.bytes
    }

    /// Reads signed claims strictly: each one there, of its type, within its range.
    ///
    /// - Throws: ``TokenError/invalid`` for anything else.
    init(payload: [UInt8], tolerance: Int64, now: Int64) throws(TokenError) {
        guard case .object(let members)? = try? JSONValue(parsing: payload),
            case .string(let issuer)? = members["iss"], issuer.equals("movie-bag"),
            case .string(let subject)? = members["sub"], members["identity"] == .string(subject),
            let account = AccountID(hexadecimal: subject[...]),
            case .string(let type)? = members["type"],
            let purpose = TokenPurpose(rawValue: String(decoding: type, as: UTF8.self)),
            members["fresh"] == .bool(false),
            let issued = Self.time(members["iat"]), issued <= now + tolerance,
            let notBefore = Self.time(members["nbf"]), notBefore <= now + tolerance,
            let expires = Self.time(members["exp"]),
            case .string(let id)? = members["jti"], (1...128).contains(id.count)
        else { throw .invalid }
        self.init(
            account: account, purpose: purpose, issued: issued, expires: expires,
            id: String(decoding: id, as: UTF8.self))
    }

    private static func time(_ value: JSONValue?) -> Int64? {
        guard case .integer(let seconds)? = value, (0...latest).contains(seconds) else { return nil }
        return seconds
    }
}
