import Glibc

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
        switch (index(of: name.bytes), value) {
        case (let index?, let value?): values[index].value = value
        case (let index?, nil): values.remove(at: index)
        case (nil, let value?): values.append((name, value))
        case (nil, nil): break
        }
    }

    func value(of name: UnsafeBufferPointer<UInt8>) -> Value? {
        index(of: name).map { values[$0].value }
    }

    private func index(of name: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let start = name.baseAddress else { return nil }
        return values.firstIndex {
            $0.name.utf8CodeUnitCount == name.count && memcmp($0.name.utf8Start, start, name.count) == 0
        }
    }
}

extension StaticString {
    /// The text of the literal, which lives as long as the program.
    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount) }
}
