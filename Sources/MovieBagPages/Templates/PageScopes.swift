/// The values that a template sees while it is filled in: those of the page, then those of each section that is open.
///
/// Tests: PageTemplateTests.swift
struct PageScopes {
    /// Where a value is; `scope` is an index in ``values``.
    enum Found {
        case text(scope: Int, Range<Int>)
        case list(scope: Int, index: Int)
        /// Entries of ``PageValues/entries``.
        case items(scope: Int, Range<Int>)
    }

    private struct Scope {
        /// Index in ``values``.
        let values: Int
        /// The one entry of them that is seen; `nil` for all but items.
        let item: Int?
    }

    private var values: [PageValues] = []
    private var scopes: [Scope] = []

    init(_ values: PageValues) {
        scopes.reserveCapacity(8)
        enter(values)
    }

    mutating func enter(_ entry: PageValues) {
        scopes.append(Scope(values: values.count, item: nil))
        values.append(entry)
    }

    mutating func enter(_ item: Int, of values: Int) { scopes.append(Scope(values: values, item: item)) }

    mutating func leave() {
        if scopes.removeLast().item == nil { values.removeLast() }
    }

    func list(_ scope: Int, _ index: Int) -> [PageValues] { values[scope].lists[index] }

    /// Whether a section would not be shown.
    func isEmpty(_ found: Found?) -> Bool {
        switch found {
        case .text(_, let range), .items(_, let range): range.isEmpty
        case .list(let scope, let index): list(scope, index).isEmpty
        case nil: true
        }
    }

    /// The value of a name in the innermost scope that has it.
    func find(_ name: UnsafeBufferPointer<UInt8>, key: UInt64) -> Found? {
        var scope = scopes.count - 1
        while scope >= 0 {
            let index = scopes[scope].values
            if let item = scopes[scope].item {
                if values[index].entries[item].key == key, values[index].entries[item].isNamed(name) {
                    return .text(scope: index, values[index].entries[item].range)
                }
            } else if let entry = values[index].index(of: name, key: key) {
                return found(entry, in: index)
            }
            scope -= 1
        }
        return nil
    }

    private func found(_ index: Int, in scope: Int) -> Found {
        let entry = values[scope].entries[index]
        return switch entry.kind {
        case .text, .item: .text(scope: scope, entry.range)
        case .list: .list(scope: scope, index: entry.range.lowerBound)
        case .items: .items(scope: scope, index + 1..<values[scope].end(ofItems: index))
        }
    }

    /// Appends a text, escaped. A list is none.
    func append(_ found: Found?, to output: inout PageOutput) {
        guard case .text(let scope, let range)? = found else { return }
        values[scope].bytes.withUnsafeBufferPointer { bytes in
            output.append(escaped: UnsafeBufferPointer(rebasing: bytes[range]))
        }
    }
}
