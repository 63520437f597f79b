/// Why a text is not acceptable JSON, and where.
///
/// Tests: JSONRefusalTests.swift
package struct JSONError: Error, Equatable, CustomStringConvertible {
    /// What is wrong.
    package enum Reason: Equatable, Sendable {
        case unexpectedEnd
        case byteOrderMark
        case textAfterValue
        case expectedValue
        case expectedName
        case expectedColon
        case expectedCommaOrEnd
        case malformedNumber
        case malformedEscape
        case loneSurrogate
        case controlCharacter
        case invalidUTF8
        case duplicateName
        case tooDeep
    }

    /// How many bytes stand before the place where the fault was noticed.
    package let offset: Int
    package let reason: Reason

    /// One sentence that is safe to publish and to log: it repeats nothing of the input.
    package var description: String {
        "At byte \(offset): \(reason.sentence)."
    }
}

extension JSONError.Reason {
    fileprivate var sentence: String {
        switch self {
        case .unexpectedEnd: "the text ends too early"
        case .byteOrderMark: "a byte order mark is not allowed"
        case .textAfterValue: "something follows the value"
        case .expectedValue: "a value was expected"
        case .expectedName: "a member name in double quotes was expected"
        case .expectedColon: "a colon was expected"
        case .expectedCommaOrEnd: "a comma or the closing bracket was expected"
        case .malformedNumber: "the number is malformed"
        case .malformedEscape: "the escape in the string is malformed"
        case .loneSurrogate: "half of a surrogate pair stands alone"
        case .controlCharacter: "control characters in strings must be escaped"
        case .invalidUTF8: "the text is not valid UTF-8"
        case .duplicateName: "the object has this member already"
        case .tooDeep: "the nesting is too deep"
        }
    }
}
