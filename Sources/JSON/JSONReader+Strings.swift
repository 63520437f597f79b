import Text

/// Tests: JSONReaderTests.swift, JSONRefusalTests.swift
extension JSONReader {
    /// Reads a string from its opening to its closing quote and resolves its escapes, into an array of its exact size.
    mutating func readString() throws(JSONError) -> [UInt8] {
        let start = position + 1
        let count = try measureString()
        // An escape is always longer than what it stands for.
        if count == position - 1 - start { return Array(bytes[start..<position - 1]) }
        let end = position
        position = start
        var resolved: [UInt8] = []
        resolved.reserveCapacity(count)
        var runStart = start
        while position < end - 1 {
            if bytes[position] == UInt8(ascii: "\\") {
                resolved += bytes[runStart..<position]
                try readEscape { resolved.append($0) }
                runStart = position
            } else {
                position += 1
            }
        }
        resolved += bytes[runStart..<end - 1]
        position = end
        return resolved
    }

    /// Steps past a string, from its opening to its closing quote; how many bytes it has with its escapes resolved.
    private mutating func measureString() throws(JSONError) -> Int {
        position += 1
        let start = position
        var saved = 0
        while true {
            guard position < bytes.count else { throw error(.unexpectedEnd) }
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return position - 1 - start - saved
            case UInt8(ascii: "\\"):
                let before = position
                var count = 0
                try readEscape { _ in count += 1 }
                saved += position - before - count
            case 0..<0x20: throw error(.controlCharacter)
            case 0x80...0xFF: position += try lengthOfCharacter()
            default: position += 1
            }
        }
    }

    /// Reads an escape and gives the bytes that it stands for.
    private mutating func readEscape(_ give: (UInt8) -> Void) throws(JSONError) {
        let start = position
        position += 1
        guard let letter = peek else { throw error(.unexpectedEnd) }
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): give(letter)
        case UInt8(ascii: "b"): give(0x08)
        case UInt8(ascii: "f"): give(0x0C)
        case UInt8(ascii: "n"): give(0x0A)
        case UInt8(ascii: "r"): give(0x0D)
        case UInt8(ascii: "t"): give(0x09)
        case UInt8(ascii: "u"):
            let scalar = try readEscapedScalar(escapeStart: start)
            // `encode` gives nothing only for encodings narrower than Unicode.
            UTF8.encode(scalar)?.forEach(give)
        default: throw error(.malformedEscape, at: start)
        }
    }

    /// Reads what follows `\u`: four digits, and for a character beyond U+FFFF a second escape (RFC 8259, section 7).
    private mutating func readEscapedScalar(escapeStart: Int) throws(JSONError) -> Unicode.Scalar {
        let unit = try readFourDigits(escapeStart: escapeStart)
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard unit < 0xDC00, peek == UInt8(ascii: "\\") else { throw error(.loneSurrogate, at: escapeStart) }
        let secondStart = position
        position += 1
        guard peek == UInt8(ascii: "u") else { throw error(.loneSurrogate, at: escapeStart) }
        position += 1
        let second = try readFourDigits(escapeStart: secondStart)
        guard
            0xDC00...0xDFFF ~= second,
            let scalar = Unicode.Scalar(0x10000 + (UInt32(unit & 0x3FF) << 10) + UInt32(second & 0x3FF))
        else { throw error(.loneSurrogate, at: escapeStart) }
        return scalar
    }

    private mutating func readFourDigits(escapeStart: Int) throws(JSONError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = peek else { throw error(.unexpectedEnd) }
            guard let digit = byte.hexadecimalValue else { throw error(.malformedEscape, at: escapeStart) }
            unit = unit << 4 | UInt16(digit)
            position += 1
        }
        return unit
    }

    /// How many bytes the multi-byte character at `position` has (RFC 3629, section 4).
    ///
    /// The second byte's range is what excludes overlong forms, surrogates and values beyond U+10FFFF.
    private func lengthOfCharacter() throws(JSONError) -> Int {
        let (length, second): (Int, ClosedRange<UInt8>) =
            switch bytes[position] {
            case 0xC2...0xDF: (2, 0x80...0xBF)
            case 0xE0: (3, 0xA0...0xBF)
            case 0xED: (3, 0x80...0x9F)
            case 0xE1...0xEF: (3, 0x80...0xBF)
            case 0xF0: (4, 0x90...0xBF)
            case 0xF1...0xF3: (4, 0x80...0xBF)
            case 0xF4: (4, 0x80...0x8F)
            default: throw error(.invalidUTF8)
            }
        guard position + length <= bytes.count, second.contains(bytes[position + 1]) else { throw error(.invalidUTF8) }
        for continuation in bytes[(position + 2)..<(position + length)] {
            guard continuation & 0xC0 == 0x80 else { throw error(.invalidUTF8) }
        }
        return length
    }
}
