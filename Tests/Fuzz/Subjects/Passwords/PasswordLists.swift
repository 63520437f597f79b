import MovieBag
import Text

/// An operator's own list of passwords.
struct PasswordLists: FuzzSubject {
    func examine(_ input: [UInt8]) throws {
        let folded = FoldedText(input)
        // A byte that is no text becomes three.
        let most = (Self.isText(input) ? 2 : 3) * input.count
        try require(folded.bytes.count <= most, "a password is folded in one piece of memory")
        try require(
            !Self.isText(input) || FoldedText(folded.bytes).bytes == folded.bytes, "folding again changes nothing")
        guard let list = try? PasswordList(parsing: input) else { return }
        let text = input.starts(with: [0xEF, 0xBB, 0xBF]) ? input.dropFirst(3) : input[...]
        var words: [[UInt8]] = []
        for line in text.split(separator: 10) {
            let word = line.last == 13 ? line.dropLast() : line
            if Password.lengths.contains(word.count) { words.append(FoldedText(Array(word)).bytes) }
        }
        try require(!words.isEmpty, "a list has a password")
        for word in words {
            try require(list.contains(word), "every line is found")
            let longer = word + [UInt8(ascii: "x")]
            try require(list.contains(longer) == words.contains(longer), "and nothing else")
            let shorter = Array(word.dropLast())
            try require(list.contains(shorter) == words.contains(shorter), "and nothing else")
        }
    }

    private static func isText(_ input: [UInt8]) -> Bool {
        String(validating: input, as: UTF8.self) != nil
    }
}
