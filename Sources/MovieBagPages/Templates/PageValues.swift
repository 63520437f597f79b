/// What is filled into a page: values by the names that templates know them by. A name without a value is missing.
///
/// Names are found by going through all of them, which is faster than hashing for as few as a page or an entry of a list has.
///
/// Tests: PageTemplateTests.swift
package struct PageValues: Sendable {
    enum Value: Sendable {
        /// Valid UTF-8.
        case text([UInt8])
        case list([PageValues])
    }

    private(set) var values: [(name: StaticString, value: Value)] = []

    package init() {}

    /// A text; `nil`, and an empty one in a section, count as missing.
    package subscript(name: StaticString) -> String? {
        get {
            guard case .text(let text) = value(of: name.bytes) else { return nil }
            return String(decoding: text, as: UTF8.self)
        }
        set { set(name, newValue.map { .text(Array($0.utf8)) }) }
    }

    /// Valid UTF-8.
    package mutating func set(_ name: StaticString, utf8: [UInt8]?) {
        set(name, utf8.map(Value.text))
    }

    /// A name that opens a section, or none.
    package mutating func set(_ name: StaticString, if condition: Bool) {
        set(name, condition ? .text(Self.yes) : nil)
    }

    package mutating func set(_ name: StaticString, list: [PageValues]) {
        set(name, .list(list))
    }

    /// Takes over all that `other` has; its values replace those of the same name.
    package mutating func merge(_ other: PageValues) {
        for (name, value) in other.values { set(name, value) }
    }

    private static let yes = Array("true".utf8)

    private mutating func set(_ name: StaticString, _ value: Value?) {
        values.removeAll { $0.name.bytes.elementsEqual(name.bytes) }
        if let value { values.append((name, value)) }
    }

    func value(of name: UnsafeBufferPointer<UInt8>) -> Value? {
        for (candidate, value) in values
        where candidate.utf8CodeUnitCount == name.count && candidate.bytes.elementsEqual(name) {
            return value
        }
        return nil
    }
}

extension StaticString {
    /// The text of the literal, which lives as long as the program.
    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount) }
}
