/// Tests: ScryptPHCTests.swift
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
        let text = Array(text.utf8)
        let dollar = UInt8(ascii: "$")
        guard text.starts(with: Self.prefix),
            let end = text[Self.prefix.count...].firstIndex(of: dollar),
            let middle = text[(end + 1)...].firstIndex(of: dollar),
            let parameters = ScryptParameters(phc: text[Self.prefix.count..<end]),
            let salt = Base64.standard.decode(text[(end + 1)..<middle]), salt.count == Self.saltCount,
            // A further dollar sign is none of its characters.
            let hash = Base64.standard.decode(text[(middle + 1)...]), hash.count == Self.hashCount
        else { return nil }
        self.init(parameters: parameters, salt: salt, hash: hash)
    }

    private static let prefix = Array("$scrypt$".utf8)
}
