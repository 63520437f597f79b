import Text

/// What checking a stored password costs: the function and its parameters.
package enum PasswordCost: Hashable, Sendable {
    case scrypt(ScryptParameters)
    /// One of ``BcryptHash/costs``.
    case bcrypt(Int)

    /// Reads the parameters as they stand in a stored hash: `ln=15,r=8,p=3` or `2b$12`; `nil` for anything else.
    ///
    /// `2a$12`, `2b$12` and `2y$12` are the same cost.
    package init?(text: String) {
        if let parameters = ScryptParameters(phcText: text) {
            self = .scrypt(parameters)
            return
        }
        let bytes = Array(text.utf8)
        guard bytes.count == 5, bytes[0] == UInt8(ascii: "2"), "aby".utf8.contains(bytes[1]),
            bytes[2] == UInt8(ascii: "$"), bytes[3].isDigit, bytes[4].isDigit,
            let cost = Int(String(decoding: bytes[3...], as: UTF8.self)), BcryptHash.costs.contains(cost)
        else { return nil }
        self = .bcrypt(cost)
    }

    /// The parameters in one spelling.
    package var text: String {
        switch self {
        case .scrypt(let parameters): parameters.phcText
        case .bcrypt(let cost): "2b$\(cost < 10 ? "0" : "")\(cost)"
        }
    }

    /// How much work it is, in the unit of ``ScryptParameters/work``: time grows with it.
    package var work: Int {
        switch self {
        case .scrypt(let parameters): parameters.work
        case .bcrypt(let cost): Self.workOfRound << cost
        }
    }

    /// What one of the 2^cost rounds of bcrypt takes, as measured on x86-64: scrypt of `ln=15,r=8,p=3`, which is 786,432,
    /// takes as long as cost 12. Machines differ by half of that.
    private static let workOfRound = 192
}
