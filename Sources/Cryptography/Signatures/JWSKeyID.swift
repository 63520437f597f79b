import Text

/// The name of a key in the header of a JWS (`kid`, RFC 7515, section 4.1.4): 1 to 64 letters, digits, `-` and `_`.
///
/// None of these is escaped in JSON. `-` alone is refused: lists of keys write that for a key without a name.
package struct JWSKeyID: Hashable, Sendable {
    package let text: String

    /// - Returns: `nil` for anything else.
    package init?(_ text: some Collection<UInt8>) {
        let characters = Array(text)
        guard (1...64).contains(characters.count), characters != [UInt8(ascii: "-")],
            characters.allSatisfy({ $0.isLetterOrDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") })
        else { return nil }
        self.text = String(decoding: characters, as: UTF8.self)
    }
}

extension JWSKeyID: CustomStringConvertible {
    package var description: String { text }
}
