import COpenSSL

/// A stored password: `$scrypt$ln=15,r=8,p=3$<salt>$<hash>`, base 64 without padding.
struct ScryptHash: Sendable {
    private let logN, r, p: UInt64
    private let salt, hash: [UInt8]

    init?(_ text: String) {
        let parts = text.split(separator: "$")
        guard parts.count == 4, parts[0] == "scrypt",
            let salt = Base64URL.decode(parts[2].utf8), let hash = Base64URL.decode(parts[3].utf8)
        else { return nil }
        let costs = parts[1].split(separator: ",")
        guard costs.count == 3,
            let logN = Self.cost("ln=", costs[0]), 1...20 ~= logN,
            let r = Self.cost("r=", costs[1]), let p = Self.cost("p=", costs[2])
        else { return nil }
        (self.logN, self.r, self.p, self.salt, self.hash) = (logN, r, p, salt, hash)
    }

    /// Whether this is the hash of `password`. It keeps the thread busy for some hundred milliseconds.
    func matches(_ password: String) -> Bool {
        var derived = [UInt8](repeating: 0, count: hash.count)
        let n = UInt64(1) << logN
        // What EVP_PBE_scrypt(3) needs; its own limit of 32 MiB is just too low.
        let memory = 128 * r * (n + p + 2)
        let code = EVP_PBE_scrypt(
            password, password.utf8.count, salt, salt.count, n, r, p, memory, &derived, derived.count)
        return code == 1 && CRYPTO_memcmp(derived, hash, hash.count) == 0
    }

    private static func cost(_ name: String, _ field: Substring) -> UInt64? {
        guard field.hasPrefix(name), let cost = UInt64(field.dropFirst(name.count)), 1...64 ~= cost else { return nil }
        return cost
    }
}
