/// Why a text is not an object with the expected members. The first fault is the one that is reported: nothing behind it
/// has been read.
///
/// Tests: ExpectedObjectTests.swift
package enum ExpectedObjectError: Error, Equatable {
    /// It is not acceptable JSON.
    case malformed(JSONError)
    /// It begins like a value of another type.
    case notAnObject
    /// It has a member that is not expected.
    case unknownMember
    /// The value of the expected member at this index begins like one of another type, or an element of its array does.
    case wrongType(Int)
    /// The array of the expected member at this index has too many elements.
    case tooManyElements(Int)
}
