import Glibc

/// What is filled into a page: values by the names that templates know them by. A name without a value is missing.
///
/// All texts lie behind each other in one array, so that a card of a movie is made of two arrays and not of one for each text.
/// Names are found by going through all of them, which is faster than hashing for as few as a page or an entry of a list has.
///
/// Tests: PageValuesTests.swift
package struct PageValues: Sendable {
    struct Entry: Sendable {
        enum Kind {
            /// The bytes of the text, as valid UTF-8 as what was set.
            case text
            /// Index of the list in ``lists``.
            case list
            /// A list whose entries have one text each: these follow it here.
            case items
            /// The text of one of them.
            case item
        }

        let name: StaticString
        let key: UInt64
        let kind: Kind
        let range: Range<Int>
    }

    private(set) var entries: [Entry] = []
    private(set) var bytes: [UInt8] = []
    private(set) var lists: [[PageValues]] = []

    package init() {}

    /// - Parameters:
    ///   - names: about how many there will be.
    ///   - bytes: about how many bytes their texts will have.
    init(names: Int, bytes: Int) {
        entries.reserveCapacity(names)
        self.bytes.reserveCapacity(bytes)
    }

    /// A text; `nil`, and an empty one in a section, count as missing.
    package subscript(name: StaticString) -> String? {
        get {
            guard let index = index(of: name), entries[index].kind == .text else { return nil }
            return String(decoding: bytes[entries[index].range], as: UTF8.self)
        }
        set {
            guard let newValue else { return remove(name) }
            write(name) { $0.append(contentsOf: newValue.utf8) }
        }
    }

    /// Valid UTF-8.
    package mutating func set(_ name: StaticString, utf8 text: [UInt8]?) {
        guard let text else { return remove(name) }
        write(name) { $0.append(contentsOf: text) }
    }

    /// A name that opens a section, or none.
    package mutating func set(_ name: StaticString, if condition: Bool) {
        guard condition else { return remove(name) }
        write(name) { $0.append(contentsOf: Self.yes.bytes) }
    }

    package mutating func set(_ name: StaticString, list: [PageValues]) {
        remove(name)
        append(name, .list, lists.count..<lists.count + 1)
        lists.append(list)
    }

    /// A text that `write` appends to the bytes it is handed.
    mutating func write(_ name: StaticString, _ write: (inout [UInt8]) -> Void) {
        remove(name)
        append(name, .text, write)
    }

    /// A list whose entries have one text each, which ``add(item:_:)`` appends before anything else is set.
    mutating func begin(list name: StaticString) {
        remove(name)
        append(name, .items, 0..<0)
    }

    /// Appends an entry to the list that was begun last.
    mutating func add(item name: StaticString, _ write: (inout [UInt8]) -> Void) {
        precondition(entries.last?.kind == .items || entries.last?.kind == .item, "no list was begun")
        append(name, .item, write)
    }

    /// Takes over all that `other` has; its values replace those of the same name.
    package mutating func merge(_ other: PageValues) {
        entries.reserveCapacity(entries.count + other.entries.count)
        bytes.reserveCapacity(bytes.count + other.bytes.count)
        for entry in other.entries {
            switch entry.kind {
            case .text: write(entry.name) { $0.append(contentsOf: other.bytes[entry.range]) }
            case .list: set(entry.name, list: other.lists[entry.range.lowerBound])
            case .items: begin(list: entry.name)
            case .item: add(item: entry.name) { $0.append(contentsOf: other.bytes[entry.range]) }
            }
        }
    }

    private static let yes: StaticString = "true"

    private mutating func append(_ name: StaticString, _ kind: Entry.Kind, _ write: (inout [UInt8]) -> Void) {
        let start = bytes.count
        write(&bytes)
        append(name, kind, start..<bytes.count)
    }

    private mutating func append(_ name: StaticString, _ kind: Entry.Kind, _ range: Range<Int>) {
        entries.append(Entry(name: name, key: Self.key(of: name.bytes), kind: kind, range: range))
    }

    /// The texts stay where they are: few values are replaced.
    private mutating func remove(_ name: StaticString) {
        guard let index = index(of: name) else { return }
        entries.removeSubrange(index..<end(ofItems: index))
    }

    private func index(of name: StaticString) -> Int? { index(of: name.bytes, key: Self.key(of: name.bytes)) }

    /// Where a name is in ``entries``; never one of an item.
    ///
    /// - Parameter key: ``key(of:)`` of the name.
    func index(of name: UnsafeBufferPointer<UInt8>, key: UInt64) -> Int? {
        entries.withUnsafeBufferPointer { entries in
            for index in 0..<entries.count where entries[index].key == key {
                if entries[index].kind != .item, entries[index].isNamed(name) { return index }
            }
            return nil
        }
    }

    /// The index behind the items of a list, or behind an entry that is none.
    func end(ofItems index: Int) -> Int {
        var end = index + 1
        while end < entries.count, entries[end].kind == .item { end += 1 }
        return end
    }

    /// A number that few names share: made of the first and last eight bytes and the length.
    static func key(of name: UnsafeBufferPointer<UInt8>) -> UInt64 {
        guard name.count >= 8, let start = name.baseAddress.map(UnsafeRawPointer.init) else {
            return name.reduce(0) { $0 << 8 | UInt64($1) }
        }
        let first = start.loadUnaligned(as: UInt64.self)
        let last = start.loadUnaligned(fromByteOffset: name.count - 8, as: UInt64.self)
        return first &* 31 &+ last &+ UInt64(name.count)
    }
}

extension PageValues.Entry {
    func isNamed(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = name.baseAddress, self.name.utf8CodeUnitCount == name.count else { return name.isEmpty }
        return memcmp(self.name.utf8Start, start, name.count) == 0
    }
}

extension StaticString {
    /// The text of the literal, which lives as long as the program.
    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount) }
}
