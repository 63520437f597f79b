/// A text without regard to case: UTF-8 in which each character is replaced by its lower-case form (Unicode 16, section
/// 5.18, `Lowercase_Mapping`), and nothing else.
///
/// No `String` of the text is made, and the bytes are in one piece of memory that is never moved, so that its owner can
/// overwrite a password when it is not needed any more.
package struct FoldedText {
    package let bytes: [UInt8]
    /// Whether there is nothing but white space (Unicode's `White_Space`); true for no text at all.
    package let isBlank: Bool

    /// - Parameter text: UTF-8; what is none becomes U+FFFD.
    package init(_ text: [UInt8]) {
        var bytes: [UInt8] = []
        // The longest there is: two bytes become three.
        bytes.reserveCapacity(2 * text.count)
        var isBlank = true
        var decoder = UTF8()
        var rest = text.makeIterator()
        decoding: while true {
            let scalar: Unicode.Scalar
            switch decoder.decode(&rest) {
            case .scalarValue(let value): scalar = value
            case .error: scalar = "\u{FFFD}"
            case .emptyInput: break decoding
            }
            if isBlank { isBlank = scalar.properties.isWhitespace }
            if scalar.isASCII {
                bytes.append(UInt8(truncatingIfNeeded: scalar.value).lowercased)
            } else {
                bytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
            }
        }
        self.bytes = bytes
        self.isBlank = isBlank
    }
}
