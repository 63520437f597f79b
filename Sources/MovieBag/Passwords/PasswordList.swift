import CommonPasswords
import Text

/// Passwords that no account may have, without regard to case: sorted lines in one piece of memory, searched by halves.
package struct PasswordList: Sendable {
    /// Folded (``FoldedText``), in the order of their bytes, each with a line feed behind it.
    private let lines: [UInt8]

    /// The 10,000 that the program brings.
    package static let common = PasswordList(sorted: CommonPasswords.lines)

    private init(sorted lines: [UInt8]) {
        self.lines = lines
    }

    /// Reads a list of an operator's own: UTF-8, a password a line, in any order and case. Everything in a line counts, also
    /// `#` and spaces; only a line break (LF or CRLF) and a byte order mark do not. Lines without a character are nothing,
    /// and passwords too short or too long to be set are left out.
    ///
    /// - Throws: ``PasswordListError``.
    package init(parsing file: [UInt8]) throws(PasswordListError) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = file.starts(with: mark) ? file.dropFirst(mark.count) : file[...]
        let feed = UInt8(ascii: "\n")
        var words: [[UInt8]] = []
        for (index, line) in text.split(separator: feed, omittingEmptySubsequences: false).enumerated() {
            let word = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            guard Password.lengths.contains(word.count) else { continue }
            guard String(validating: word, as: UTF8.self) != nil else {
                throw .notUTF8(line: index + 1)
            }
            words.append(FoldedText(Array(word)).bytes)
        }
        guard !words.isEmpty else { throw .empty }
        words.sort { $0.lexicographicallyPrecedes($1) }
        var lines: [UInt8] = []
        lines.reserveCapacity(words.reduce(0) { $0 + $1.count + 1 })
        for word in words {
            lines += word
            lines.append(feed)
        }
        self.init(sorted: lines)
    }

    /// Whether a password is in the list.
    ///
    /// - Parameter folded: the password as ``FoldedText`` makes it.
    package func contains(_ folded: [UInt8]) -> Bool {
        let feed = UInt8(ascii: "\n")
        // Both at the beginning of a line, or the end of all.
        var (low, high) = (0, lines.count)
        while low < high {
            let middle = low + (high - low) / 2
            var start = middle
            while start > low, lines[start - 1] != feed { start -= 1 }
            var end = middle
            while lines[end] != feed { end += 1 }
            let line = lines[start..<end]
            if line.elementsEqual(folded) { return true }
            if line.lexicographicallyPrecedes(folded) { low = end + 1 } else { high = start }
        }
        return false
    }
}

/// Why a file is no list of passwords.
package enum PasswordListError: Error, Equatable, CustomStringConvertible {
    /// A line is no text.
    case notUTF8(line: Int)
    /// No password that could be set is in it.
    case empty

    package var description: String {
        switch self {
        case .notUTF8(let line): "is not UTF-8 text in line \(line)"
        case .empty: "holds no password of at least \(Password.lengths.lowerBound) bytes"
        }
    }
}
