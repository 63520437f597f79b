// The unchecked memory accesses of the writer. Lists of movies are long runs of text: for 300 bytes this takes a fifth of
// the time of a loop in C that looks at one byte after the other.

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

extension OutputSpan<UInt8> {
    /// Copies `text` to the end, between quotes. There must be room for `text.count + 2` bytes.
    mutating func append(quoted text: UnsafeRawBufferPointer) {
        precondition(freeCapacity >= text.count + 2)
        withUnsafeMutableBufferPointer { buffer, count in
            // The precondition makes the buffer not empty, so that it has an address.
            let start = UnsafeMutableRawPointer(buffer.baseAddress! + count)
            start.storeBytes(of: UInt8(ascii: "\""), as: UInt8.self)
            if let source = text.baseAddress { (start + 1).copyMemory(from: source, byteCount: text.count) }
            start.storeBytes(of: UInt8(ascii: "\""), toByteOffset: text.count + 1, as: UInt8.self)
            count += text.count + 2
        }
    }

    /// Writes bytes as hexadecimal digits to the end, four at once. There must be room for `2 * value.count` bytes.
    mutating func append(hexadecimal value: UnsafeRawBufferPointer) {
        precondition(freeCapacity >= 2 * value.count)
        withUnsafeMutableBufferPointer { buffer, count in
            // The precondition makes the buffer not empty, unless there is nothing to write.
            guard let base = buffer.baseAddress else { return }
            let start = UnsafeMutableRawPointer(base + count)
            var index = 0
            while index + 4 <= value.count {
                let four = UInt32(littleEndian: value.loadUnaligned(fromByteOffset: index, as: UInt32.self))
                start.storeBytes(of: Self.digits(of: four), toByteOffset: 2 * index, as: UInt64.self)
                index += 4
            }
            while index < value.count {
                let two = UInt16(truncatingIfNeeded: UInt64(littleEndian: Self.digits(of: UInt32(value[index]))))
                start.storeBytes(of: two.littleEndian, toByteOffset: 2 * index, as: UInt16.self)
                index += 1
            }
            count += 2 * value.count
        }
    }

    /// Eight digits for four bytes, both in the order of memory: identifiers are a third of what a list costs to write.
    private static func digits(of four: UInt32) -> UInt64 {
        // Spread the bytes, then the halves of each, so that every byte is one digit's value, high half first.
        var spread = UInt64(four)
        spread = (spread | spread << 16) & 0x0000_ffff_0000_ffff
        spread = (spread | spread << 8) & 0x00ff_00ff_00ff_00ff
        let values = (spread >> 4 & 0x000f_000f_000f_000f) | (spread & 0x000f_000f_000f_000f) << 8
        // A value of ten or more carries into bit 4 when six is added: those become letters, 39 behind the digits.
        let letters = (values &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
        return (values &+ 0x3030_3030_3030_3030 &+ letters &* 39).littleEndian
    }

    /// Reverses the order of the bytes at and after `first`.
    mutating func reverse(from first: Int) {
        withUnsafeMutableBufferPointer { buffer, count in
            buffer[first..<count].reverse()
        }
    }
}
