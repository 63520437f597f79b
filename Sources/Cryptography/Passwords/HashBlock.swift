import Text

/// Lines of a list of hashes that stand behind one another: `HASH:count`, the hash in 40 hexadecimal digits of either case,
/// the number in 1 to 19 digits, and a line feed, perhaps behind a carriage return. The last line of a list may lack that.
///
/// Tests: SortedHashesTests.swift
struct HashBlock {
    /// The longest line: hash, colon, number, line break.
    static let longestLine = 40 + 1 + 19 + 2

    struct Line {
        let hash: SHA1Hash
        /// Where it begins in the list.
        let start: Int
        /// Where the next one begins.
        let end: Int
    }

    /// All that are complete, at least one, ascending.
    let lines: [Line]

    /// - Parameters:
    ///   - bytes: a part of the list, from `offset` on.
    ///   - isAtLine: whether it begins with a line; otherwise it begins with the rest of one, which is left out.
    ///   - isAtEnd: whether the list ends with it; otherwise a line that is not complete is left out.
    /// - Throws: ``SortedHashError`` for lines that are malformed or in another order, or when there is none.
    init(_ bytes: [UInt8], at offset: Int, isAtLine: Bool, isAtEnd: Bool) throws(SortedHashError) {
        var lines: [Line] = []
        var start = 0
        if !isAtLine {
            guard let feed = bytes.firstIndex(of: Self.feed), feed < Self.longestLine else {
                throw .malformed(at: offset)
            }
            start = feed + 1
        }
        while start < bytes.count {
            let feed = bytes[start...].prefix(Self.longestLine).firstIndex(of: Self.feed)
            guard feed != nil || isAtEnd || bytes.count - start >= Self.longestLine else { break }
            let end = feed ?? bytes.count
            guard let hash = Self.hash(bytes[start..<end]) else { throw .malformed(at: offset + start) }
            if let last = lines.last, last.hash >= hash { throw .unsorted(at: offset + start) }
            let next = feed.map { $0 + 1 } ?? end
            lines.append(Line(hash: hash, start: offset + start, end: offset + next))
            start = next
        }
        guard !lines.isEmpty else { throw .malformed(at: offset) }
        self.lines = lines
    }

    func contains(_ hash: SHA1Hash) -> Bool {
        lines.contains { $0.hash == hash }
    }

    private static let feed = UInt8(ascii: "\n")

    /// The hash in a line without its line feed; `nil` when it is malformed.
    private static func hash(_ line: ArraySlice<UInt8>) -> SHA1Hash? {
        let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
        let digits = line.prefix(40)
        let number = line.dropFirst(41)
        guard line.count > 41, line[line.startIndex + 40] == UInt8(ascii: ":"), number.count <= 19,
            number.allSatisfy(\.isDigit)
        else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(20)
        var index = digits.startIndex
        while index < digits.endIndex {
            guard let high = digits[index].hexadecimalValue, let low = digits[index + 1].hexadecimalValue else {
                return nil
            }
            bytes.append(high << 4 | low)
            index += 2
        }
        return SHA1Hash(bytes[...])
    }
}
