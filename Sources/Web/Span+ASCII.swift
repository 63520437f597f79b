import Text

/// Tests: RequestBuilderTests.swift, WebTests/MediaTypeTests.swift
extension Span<UInt8> {
    /// Whether these are exactly the bytes of `literal`.
    @inlinable
    package func equals(_ literal: StaticString) -> Bool {
        guard count == literal.utf8CodeUnitCount else { return false }
        for index in 0..<count where self[index] != literal.utf8Start[index] { return false }
        return true
    }

    /// Copies the bytes out.
    package func copied() -> [UInt8] {
        var bytes: [UInt8] = []
        withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        return bytes
    }
}

extension ArraySlice<UInt8> {
    /// Whether these are exactly the bytes of `literal`, letters compared without regard to ASCII case.
    ///
    /// Not generic: other modules would call it unspecialised, which took 20,000 instructions for one word.
    package func equalsIgnoringCase(_ literal: StaticString) -> Bool {
        guard count == literal.utf8CodeUnitCount else { return false }
        let bytes = span
        for index in 0..<bytes.count
        where bytes[index].lowercased != literal.utf8Start[index].lowercased { return false }
        return true
    }

    /// The bytes without the spaces and tabs around them, which HTTP allows there (RFC 9110, section 5.6.3).
    var withoutBlanks: Self {
        func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        var text = drop(while: isBlank)
        while let last = text.last, isBlank(last) { text.removeLast() }
        return text
    }
}

extension [UInt8] {
    /// Appends the bytes of a literal.
    package mutating func append(_ literal: StaticString) {
        append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }

    /// Appends a whole number in decimal digits.
    package mutating func append(decimal number: Int) {
        if number >= 10 { append(decimal: number / 10) }
        append(UInt8(ascii: "0") + UInt8(number % 10))
    }
}
