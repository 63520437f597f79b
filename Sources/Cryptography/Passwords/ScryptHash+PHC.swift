extension ScryptHash {
    /// The text to store, in the PHC string format: `$scrypt$ln=15,r=8,p=3$<salt>$<hash>`, base 64 without padding.
    package var phcString: String {
        let salt = String(decoding: Base64.standard.encode(salt), as: UTF8.self)
        let hash = String(decoding: Base64.standard.encode(hash), as: UTF8.self)
        return "\(Self.start(of: parameters))\(salt)$\(hash)"
    }

    /// What ``phcString`` begins with for all hashes of these parameters, and for no others.
    package static func start(of parameters: ScryptParameters) -> String {
        "$scrypt$\(parameters.phcText)$"
    }

    /// Reads what ``phcString`` writes; `nil` for everything else, parameters out of bounds included.
    package init?(phcString text: String) {
        let parts = Array(text.utf8).split(separator: UInt8(ascii: "$"), omittingEmptySubsequences: false)
        guard
            parts.count == 5, parts[0].isEmpty, Array(parts[1]) == Array("scrypt".utf8),
            let parameters = ScryptParameters(phc: parts[2]),
            let salt = Base64.standard.decode(parts[3]), salt.count == Self.saltCount,
            let hash = Base64.standard.decode(parts[4]), hash.count == Self.hashCount
        else { return nil }
        self.init(parameters: parameters, salt: salt, hash: hash)
    }
}
