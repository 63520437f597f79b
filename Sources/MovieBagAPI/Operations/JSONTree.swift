import MovieBag
import JSON

/// JSON that is built before it is written, for documents of our own: their members stand in the order in which they are given.
///
/// Tests: OpenAPIDocumentTests.swift
indirect enum JSONTree {
    case text(String)
    case integer(Int)
    case boolean(Bool)
    /// JSON that is written already.
    case json(String)
    case array([JSONTree])
    case object([(name: String, value: JSONTree)])

    static func texts(_ texts: [String]) -> JSONTree { .array(texts.map(JSONTree.text)) }

    /// An object without the members that are `nil`.
    static func members(_ members: [(String, JSONTree?)]) -> JSONTree {
        .object(members.compactMap { name, value in value.map { (name, $0) } })
    }

    var bytes: [UInt8] {
        var writer = JSONWriter(reserving: 64 << 10)
        write(to: &writer)
        return writer.bytes
    }

    private func write(to writer: inout JSONWriter) {
        switch self {
        case .text(let text): writer.string(Array(text.utf8))
        case .integer(let number): writer.integer(Int64(number))
        case .boolean(let value): writer.boolean(value)
        case .json(let json): writer.raw(Array(json.utf8))
        case .array(let elements): writer.raw("["); writer.list(elements) { $1.write(to: &$0) }; writer.raw("]")
        case .object(let members):
            writer.raw("{")
            writer.list(members) { writer, member in
                writer.string(Array(member.name.utf8))
                writer.raw(":")
                member.value.write(to: &writer)
            }
            writer.raw("}")
        }
    }
}

extension JSONWriter {
    /// Items with commas between them.
    fileprivate mutating func list<Item>(_ items: [Item], _ write: (inout JSONWriter, Item) -> Void) {
        for (index, item) in items.enumerated() {
            if index > 0 { raw(",") }
            write(&self, item)
        }
    }
}
