import Glibc
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
        lines = try bytes.withUnsafeBufferPointer { bytes throws(SortedHashError) in
            try Self.lines(UnsafeRawBufferPointer(bytes), offset, isAtLine, isAtEnd)
        }
    }

    private static func lines(
        _ bytes: UnsafeRawBufferPointer, _ offset: Int, _ isAtLine: Bool, _ isAtEnd: Bool
    ) throws(SortedHashError) -> [Line] {
        var lines: [Line] = []
        var start = 0
        if !isAtLine {
            guard let feed = feed(in: bytes, from: 0) else { throw .malformed(at: offset) }
            start = feed + 1
        }
        while start < bytes.count {
            let feed = feed(in: bytes, from: start)
            guard feed != nil || isAtEnd || bytes.count - start >= longestLine else { break }
            let end = feed ?? bytes.count
            guard let hash = hash(UnsafeRawBufferPointer(rebasing: bytes[start..<end])) else {
                throw .malformed(at: offset + start)
            }
            if let last = lines.last, last.hash >= hash { throw .unsorted(at: offset + start) }
            let next = feed.map { $0 + 1 } ?? end
            lines.append(Line(hash: hash, start: offset + start, end: offset + next))
            start = next
        }
        guard !lines.isEmpty else { throw .malformed(at: offset) }
        return lines
    }

    func contains(_ hash: SHA1Hash) -> Bool {
        lines.contains { $0.hash == hash }
    }

    /// Where the line that begins at `start` has its line feed (memchr(3)); `nil` when it is longer than any line.
    private static func feed(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        guard start < bytes.count, let base = bytes.baseAddress else { return nil }
        let found = memchr(base + start, Int32(UInt8(ascii: "\n")), min(longestLine, bytes.count - start))
        return found.map { UnsafeRawPointer($0) - base }
    }

    /// The hash in a line without its line feed; `nil` when it is malformed.
    ///
    /// A block has a hundred lines, and each search reads some blocks: no collection is made on the way.
    private static func hash(_ line: UnsafeRawBufferPointer) -> SHA1Hash? {
        guard line.count > 41, line[40] == UInt8(ascii: ":") else { return nil }
        let end = line[line.count - 1] == UInt8(ascii: "\r") ? line.count - 1 : line.count
        guard end > 41, end <= 41 + 19 else { return nil }
        var index = 41
        while index < end {
            guard line[index].isDigit else { return nil }
            index += 1
        }
        guard let high = number(line, 0..<16), let middle = number(line, 16..<32), let low = number(line, 32..<40)
        else { return nil }
        return SHA1Hash(high: high, middle: middle, low: UInt32(low))
    }

    /// The number in some hexadecimal digits, at most 16; `nil` when one is none.
    private static func number(_ line: UnsafeRawBufferPointer, _ digits: Range<Int>) -> UInt64? {
        var number: UInt64 = 0
        var index = digits.lowerBound
        while index < digits.upperBound {
            guard let digit = line[index].hexadecimalValue else { return nil }
            number = number << 4 | UInt64(digit)
            index += 1
        }
        return number
    }
}
