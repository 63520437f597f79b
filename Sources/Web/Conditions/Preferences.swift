import Text

/// What a client would like of a response (RFC 7240), as far as it is looked at: `return=representation` or
/// `return=minimal`, and `count=exact`. Anything else is passed over, as the RFC has it: a preference is never an error.
///
/// Tests: PreferencesTests.swift
package struct Preferences: Sendable, Equatable {
    /// What it wants back of a change (RFC 7240, section 4.2).
    package enum Return: Sendable {
        case representation, minimal
    }

    /// The first that is given counts (RFC 7240, section 2).
    package private(set) var returns: Return?
    /// Whether a list is to say how many there are in all.
    package private(set) var countsExactly = false

    package init() {}

    /// Reads the value of Prefer; several fields of that name are joined with commas before.
    package init(_ field: [UInt8]) {
        var isCountSaid = false
        for preference in field.split(separator: UInt8(ascii: ",")) {
            // Parameters of a preference mean nothing here.
            let words = preference.prefix { $0 != UInt8(ascii: ";") }.split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard words.count == 2 else { continue }
            let (name, value) = (words[0].withoutBlanks, Self.unquoted(words[1].withoutBlanks))
            if name.equalsIgnoringCase("return"), returns == nil {
                returns =
                    value.equalsIgnoringCase("representation")
                    ? .representation : value.equalsIgnoringCase("minimal") ? .minimal : nil
            } else if name.equalsIgnoringCase("count"), !isCountSaid {
                isCountSaid = true
                countsExactly = value.equalsIgnoringCase("exact")
            }
        }
    }

    private static func unquoted(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard value.count > 1, value.first == UInt8(ascii: "\""), value.last == UInt8(ascii: "\"") else { return value }
        return value.dropFirst().dropLast()
    }
}
