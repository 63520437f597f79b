/// Pieces of JSON, copied to the end of memory that was set aside for several of them: see ``JSONWriter/write(upTo:_:)``.
///
/// Every function checks that there is room, and ends the process if there is not. What is small enough is inlined into
/// other modules, where a literal then becomes a few stores: a page of fifty movies has some four hundred of them.
///
/// Tests: OutputSpanTests.swift
extension OutputSpan<UInt8> {
    /// Text of our own that is JSON already.
    @inlinable @inline(always)
    package mutating func append(json text: StaticString) {
        append(copying: UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Bytes that are JSON already.
    @inlinable @inline(always)
    package mutating func append(json bytes: Span<UInt8>) {
        bytes.withUnsafeBytes { append(copying: $0) }
    }

    /// A number from 1000 to 9999.
    package mutating func append(fourDigits number: Int64) {
        precondition((1000...9999).contains(number))
        for divisor: Int64 in [1000, 100, 10, 1] { append(UInt8(ascii: "0") + UInt8(number / divisor % 10)) }
    }

    /// Bytes as lower-case hexadecimal digits, without quotes; takes `2 * bytes.count`.
    @inlinable @inline(always)
    package mutating func append(hexadecimal bytes: Span<UInt8>) {
        bytes.withUnsafeBytes { append(hexadecimal: $0) }
    }

    /// A string in its quotes, escaped; takes at most `6 * text.count + 2`.
    package mutating func append(string text: Span<UInt8>) {
        text.withUnsafeBytes { append(string: $0) }
    }

    mutating func append(string text: UnsafeRawBufferPointer) {
        append(UInt8(ascii: "\""))
        var start = 0
        while true {
            let end = text.countBeforeEscape(from: start)
            append(copying: UnsafeRawBufferPointer(rebasing: text[start..<end]))
            guard end < text.count else { break }
            append(escaped: text[end])
            start = end + 1
        }
        append(UInt8(ascii: "\""))
    }

    /// Bytes as they are.
    @inlinable @inline(always)
    package mutating func append(copying source: UnsafeRawBufferPointer) {
        guard let first = source.baseAddress else { return }
        precondition(freeCapacity >= source.count)
        withUnsafeMutableBufferPointer { buffer, count in
            guard let base = buffer.baseAddress else { return }
            UnsafeMutableRawPointer(base + count).copyMemory(from: first, byteCount: source.count)
            count += source.count
        }
    }

    private mutating func append(escaped byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): append(json: "\\\"")
        case UInt8(ascii: "\\"): append(json: "\\\\")
        case 0x08: append(json: "\\b")
        case 0x09: append(json: "\\t")
        case 0x0A: append(json: "\\n")
        case 0x0C: append(json: "\\f")
        case 0x0D: append(json: "\\r")
        default:
            append(json: "\\u00")
            withUnsafeBytes(of: byte) { append(hexadecimal: $0) }
        }
    }

    /// Writes bytes as hexadecimal digits to the end, four at once. There must be room for `2 * value.count` bytes.
    @inlinable @inline(always)
    package mutating func append(hexadecimal value: UnsafeRawBufferPointer) {
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
    @inlinable
    package static func digits(of four: UInt32) -> UInt64 {
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
