import Cryptography
import Foundation
import MovieBag

/// Stored password hashes. No password is ever hashed here: that would take a second.
struct PHCStrings: FuzzSubject {
    func examine(_ input: [UInt8]) throws {
        if let hash = ScryptHash(phcString: String(decoding: input, as: UTF8.self)) {
            // By bytes: String equality would take two spellings of one character for the same.
            try require(Array(hash.phcString.utf8) == input, "only what is written is read")
            try Self.checkBounds(hash.parameters)
            let imported = try PasswordHash(imported: hash.phcString)
            try require(Array(imported.phcString.utf8) == input, "one that can be checked can be taken over as it is")
        }
        try Self.examineWritten(by: input)
    }

    /// Writes a hash made of the input's bytes, well-formed but perhaps with numbers out of bounds.
    private static func examineWritten(by input: [UInt8]) throws {
        guard input.count >= 51 else { return }
        let numbers = input[..<3].map { Int($0) }
        let (salt, hash) = (base64(input[3..<19]), base64(input[19..<51]))
        let text = "$scrypt$ln=\(numbers[0]),r=\(numbers[1]),p=\(numbers[2])$\(salt)$\(hash)"
        let read = ScryptHash(phcString: text)
        let parameters = ScryptParameters(logN: numbers[0], r: numbers[1], p: numbers[2])
        try require(read?.parameters == parameters, "a hash is read exactly when its numbers are in bounds")
        try require(read == nil || read?.phcString == text, "a hash is written as it was read")
    }

    /// What a server can afford: whoever writes one row must not be able to take all its memory.
    private static func checkBounds(_ parameters: ScryptParameters) throws {
        let (logN, r, p) = (parameters.logN, parameters.r, parameters.p)
        try require((1...20).contains(logN) && r >= 1 && p >= 1, "every number is at least 1")
        try require(128 * r << logN <= 1 << 30, "one hash takes 1 GiB at most")
        try require((r * p) << logN <= 1 << 24, "one hash takes 20 times as long as today's at most")
    }

    private static func base64(_ bytes: ArraySlice<UInt8>) -> String {
        Data(bytes).base64EncodedString().filter { $0 != "=" }
    }
}
