import Cryptography
import MovieBag
import MovieBagConfiguration

/// A file of keys, as an administrator may have written it.
struct KeyFiles: FuzzSubject {
    func examine(_ input: [UInt8]) throws {
        try examineFile(input)
        // Most inputs do not begin as a file with several keys does.
        try examineFile(Array("movie-bag keys 1\n".utf8) + input)
    }

    private func examineFile(_ input: [UInt8]) throws {
        let outcome = try read(input)
        switch outcome {
        case .plain(let key):
            let bytes = input.last == UInt8(ascii: "\n") ? Array(input.dropLast()) : input
            try require(key == SecretBytes(bytes), "a file of another kind is one key")
            return
        case .ring(let ring):
            try require((1...16).contains(ring.keys.count), "there are 1 to 16 keys")
            try require(Set(ring.keys.map(\.name)).count == ring.keys.count, "names are unique")
            try require(ring.keys.allSatisfy { $0.bytes.count >= 32 }, "a key has 32 bytes")
            try require(
                zip(ring.keys, ring.keys.dropFirst()).allSatisfy { $0.created <= $1.created }, "keys are in order")
            let again = try KeyFile.withText(of: ring) { try read($0) }
            try require(again == outcome, "a ring that is written is read again")
        case .refused: break
        }
        try examineEditors(of: input, outcome)
    }

    private func examineEditors(of input: [UInt8], _ outcome: Outcome) throws {
        if outcome == .refused([0]) { return }
        if !input.contains(UInt8(ascii: "\r")) {
            let ended = input.flatMap { $0 == UInt8(ascii: "\n") ? [UInt8(ascii: "\r"), $0] : [$0] }
            try require(try read(ended) == outcome, "lines that end with CR LF mean the same")
        }
        let marks: [[UInt8]] = [[0xFF, 0xFE], [0xFE, 0xFF], [0xEF, 0xBB, 0xBF]]
        if !marks.contains(where: { input.starts(with: $0) }) {
            try require(try read([0xEF, 0xBB, 0xBF] + input) == outcome, "a byte order mark means nothing")
        }
    }

    private enum Outcome: Equatable {
        case plain(SecretBytes)
        case ring(KeyRing)
        /// The numbers of the lines that are refused; 0 for the file as a whole.
        case refused([Int])
    }

    private func read(_ bytes: [UInt8]) throws -> Outcome {
        do {
            let file = try KeyFile(bytes, path: "FILE")
            return file.isPlain ? .plain(file.ring.oldest.bytes) : .ring(file.ring)
        } catch {
            try requireNoKey(of: bytes, in: error.problems)
            let lines = try error.problems.map { problem in
                guard problem.hasPrefix("FILE, line ") else { return 0 }
                let number = problem.dropFirst("FILE, line ".count).prefix(while: \.isNumber)
                return try require(Int(number), "a line has a number")
            }
            try require(!lines.isEmpty, "a file that is refused has a problem")
            return .refused(lines)
        }
    }

    /// No field that could be a key stands in a problem.
    private func requireNoKey(of bytes: [UInt8], in problems: [String]) throws {
        let text = Array(problems.joined(separator: "\n").utf8)
        for field in bytes.split(whereSeparator: { $0 <= UInt8(ascii: " ") }) where Base64URL.decode(field) != nil {
            guard field.count >= 43 else { continue }
            try require(text.firstRange(of: Array(field)) == nil, "no problem holds a key")
        }
    }
}
