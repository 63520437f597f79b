/// A member that an object may have, with the only type of value that is read for it.
///
/// Tests: ExpectedObjectTests.swift
package struct ExpectedMember: Sendable {
    /// What the value must be.
    enum Value: Sendable {
        case text
        case texts(atMost: Int)
        case integer
        case boolean
        case objectID
    }

    package let name: StaticString
    let value: Value
    /// Whether it may be `null` instead.
    private(set) var mayBeNull = false

    /// What its value must be, in words.
    package var type: String { mayBeNull ? "\(typeOfValue) or null" : typeOfValue }

    /// How many elements it may have; `nil` for what is no array.
    package var mostElements: Int? { if case .texts(let most) = value { most } else { nil } }

    private var typeOfValue: String {
        switch value {
        case .text: "a string"
        case .texts: "an array of strings"
        case .integer: "an integer"
        case .boolean: "true or false"
        case .objectID: "an object id: {\"$oid\":\"…\"}"
        }
    }

    /// The same member, whose value may also be `null`.
    package var orNull: Self {
        var member = self
        member.mayBeNull = true
        return member
    }

    /// Whether its name has exactly the bytes of a literal.
    package func isNamed(_ literal: StaticString) -> Bool {
        guard name.utf8CodeUnitCount == literal.utf8CodeUnitCount else { return false }
        return name.utf8Start == literal.utf8Start
            || name.withUTF8Buffer { name in literal.withUTF8Buffer { name.elementsEqual($0) } }
    }

    /// A member whose value is a string.
    package static func text(_ name: StaticString) -> Self {
        Self(name: name, value: .text)
    }

    /// A member whose value is an array of at most so many strings.
    package static func texts(_ name: StaticString, atMost limit: Int) -> Self {
        Self(name: name, value: .texts(atMost: limit))
    }

    /// A member whose value is a number without fraction and exponent, of 64 bits.
    package static func integer(_ name: StaticString) -> Self {
        Self(name: name, value: .integer)
    }

    /// A member whose value is `true` or `false`.
    package static func boolean(_ name: StaticString) -> Self {
        Self(name: name, value: .boolean)
    }

    /// A member whose value is an object with the one member `$oid`, a string, as MongoDB writes identifiers (Extended JSON).
    package static func objectID(_ name: StaticString) -> Self {
        Self(name: name, value: .objectID)
    }
}
