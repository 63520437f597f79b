import FoundationEssentials

@testable import Cryptography

/// A list of hashes for tests: those of the passwords `word 0`, `word 1` and so on, in their order.
struct HashList {
    let words: [String]
    let lines: [String]

    init(count: Int, lineEnd: String = "\n") {
        words = (0..<count).map { "word \($0)" }
        lines = words.map { HashList.digits(of: $0) }.sorted().enumerated().map { number, digits in
            "\(digits):\(number * 7919 % 1_000_003)\(lineEnd)"
        }
    }

    var text: String { lines.joined() }
    var bytes: [UInt8] { Array(text.utf8) }

    /// The hash of a password as a list has it.
    static func digits(of word: String) -> String {
        guard let hash = try? SHA1Hash(of: Array(word.utf8)) else { return "" }
        return hex(hash.high, 16) + hex(hash.middle, 16) + hex(UInt64(hash.low), 8)
    }

    private static func hex(_ number: UInt64, _ count: Int) -> String {
        let digits = String(number, radix: 16, uppercase: true)
        return String(repeating: "0", count: count - digits.count) + digits
    }
}
