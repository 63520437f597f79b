import Text

/// A password as other programs store it: `$2b$12$`, a salt of 16 bytes in 22 characters, and the hash of 23 bytes in 31
/// (bcrypt, Provos and Mazières 1999; `$2a$`, `$2b$` and `$2y$` are one function for what crypt(5) does).
///
/// None is ever made here: each is checked until its owner logs in, and replaced then.
package struct BcryptHash: Equatable, Sendable {
    /// The costs that are read, binary logarithms of the number of rounds: from the least that there is to about a second.
    ///
    /// An attacker who can write one row of a database must not be able to keep a processor busy for minutes.
    package static let costs = 4...14

    package let cost: Int
    /// The whole: 60 characters of ASCII.
    package let text: String

    /// Reads a hash strictly: the bits that the last characters of salt and hash have too many must be zero, as no password
    /// would match it otherwise.
    package init(_ text: String) throws(BcryptHashError) {
        let bytes = Array(text.utf8)
        guard bytes.count == Self.length else { throw .length }
        let dollar = UInt8(ascii: "$")
        guard bytes[0] == dollar, bytes[1] == UInt8(ascii: "2"), "aby".utf8.contains(bytes[2]), bytes[3] == dollar
        else {
            throw .kind
        }
        guard bytes[4].isDigit, bytes[5].isDigit, bytes[6] == dollar else { throw .cost }
        let cost = Int(bytes[4] - UInt8(ascii: "0")) * 10 + Int(bytes[5] - UInt8(ascii: "0"))
        guard Self.costs.contains(cost) else { throw .cost }
        guard Base64.bcrypt.decode(bytes[Self.salt]) != nil else { throw .salt }
        guard Base64.bcrypt.decode(bytes[Self.hash]) != nil else { throw .hash }
        self.cost = cost
        self.text = text
    }

    /// Random bytes in the form of a hash: no password is known to match, and comparing takes as long as with a real one.
    ///
    /// - Parameter cost: one of ``costs``.
    package init(ofNobody cost: Int) {
        precondition(Self.costs.contains(cost), "bcrypt has no such cost")
        let salt = String(decoding: Base64.bcrypt.encode(Random.bytes(16)), as: UTF8.self)
        let hash = String(decoding: Base64.bcrypt.encode(Random.bytes(23)), as: UTF8.self)
        self.cost = cost
        text = "$2b$\(cost < 10 ? "0" : "")\(cost)$\(salt)\(hash)"
    }

    /// Whether this is the hash of `password`. Comparing takes the same time wherever the first difference is.
    ///
    /// As bcrypt has it, the password ends at its first NUL, and after 72 bytes.
    ///
    /// - Throws: ``CryptError``.
    package func matches(_ password: [UInt8], by library: CryptLibrary) throws(CryptError) -> Bool {
        let candidate = try library.hash(password.prefix(Self.mostBytes), setting: text)
        return ConstantTime.areEqual(candidate, Array(text.utf8))
    }

    /// How much of a password counts.
    private static let mostBytes = 72
    private static let length = 60
    private static let salt = 7..<29
    private static let hash = 29..<60
}

/// Which part of a text is not that of a bcrypt hash.
package enum BcryptHashError: Error, Equatable, CustomStringConvertible {
    case length
    case kind
    case cost
    case salt
    case hash

    package var description: String {
        switch self {
        case .length: "a bcrypt hash has 60 characters"
        case .kind: "a bcrypt hash begins with $2a$, $2b$ or $2y$"
        case .cost:
            "the cost of a bcrypt hash is two digits from 04 to \(BcryptHash.costs.upperBound), with $ behind them"
        case .salt: "the salt of a bcrypt hash is 22 characters of its base 64, the last of them one of . O e u"
        case .hash: "what follows the salt of a bcrypt hash is 31 characters of its base 64 that are 23 bytes"
        }
    }
}
