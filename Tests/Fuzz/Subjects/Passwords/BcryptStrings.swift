import Cryptography
import MovieBag

/// Password hashes of other programs. None is ever computed here: that would take a second.
struct BcryptStrings: FuzzSubject {
    func examine(_ input: [UInt8]) throws {
        let text = String(decoding: input, as: UTF8.self)
        let isOne = Self.isBcrypt(input)
        if let hash = try? BcryptHash(text) {
            try require(isOne, "only what has the form is read")
            try require(Array(hash.text.utf8) == input, "a hash stays as it is")
            try require(BcryptHash.costs.contains(hash.cost), "no cost is beyond what a server can afford")
            let cost = String(decoding: input[1..<6], as: UTF8.self)
            try require(PasswordCost(text: cost) == .bcrypt(hash.cost), "a census reads the same cost")
            try require(try PasswordHash(imported: " \(text)\n").phcString == text, "it can be taken over")
        } else {
            try require(!isOne, "all that has the form is read")
        }
        if let imported = try? PasswordHash(imported: text) {
            try require(CheckedHash(imported.phcString) != nil, "what is taken over can be checked")
        }
        if let cost = PasswordCost(text: text) {
            try require(PasswordCost(text: cost.text) == cost, "a cost is written as it is read")
            try require(cost.work > 0, "a cost is some work")
        }
    }

    /// The form, byte by byte and without the parser.
    private static func isBcrypt(_ input: [UInt8]) -> Bool {
        guard input.count == 60 else { return false }
        let alphabet = Array("./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
        let start = (4...14).flatMap { cost in
            "aby".map { "$2\($0)$\(cost < 10 ? "0\(cost)" : "\(cost)")$" }
        }
        return start.contains { Array($0.utf8) == input[..<7].map(\.self) } && input[7...].allSatisfy(alphabet.contains)
            && ".Oeu".utf8.contains(input[28])
            && alphabet.firstIndex(of: input[59]).map { $0.isMultiple(of: 4) } == true
    }
}
