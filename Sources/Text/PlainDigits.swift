extension [UInt8] {
    /// UTF-8 with the digits of Arabic, Persian and full width as those of ASCII: keyboards for these languages type them where a
    /// form asks for a number.
    ///
    /// Tests: PlainDigitsTests.swift
    package var withPlainDigits: [UInt8] {
        if allSatisfy({ $0 < 0x80 }) { return self }
        var plain = String.UnicodeScalarView()
        for scalar in String(decoding: self, as: UTF8.self).unicodeScalars {
            let digit = Self.zeros.lazy.map { scalar.value &- $0 }.first { $0 < 10 }
            plain.append(digit.map { Unicode.Scalar(UInt8(ascii: "0") + UInt8($0)) } ?? scalar)
        }
        return Array(String(plain).utf8)
    }

    private static var zeros: [UInt32] { [0x0660, 0x06F0, 0xFF10] }
}
