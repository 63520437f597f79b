import JSON
import MovieBag

/// How values of the domain stand in JSON.
///
/// Tests: OwnAccountTests.swift, SessionListTests.swift
extension JSONWriter {
    /// `{"$oid":"<24 hex>"}`
    mutating func objectID<Subject>(_ id: Identifier<Subject>) {
        raw("{\"$oid\":\"")
        hexadecimal(id.bytes)
        raw("\"}")
    }

    /// A text, or `null`.
    mutating func text(_ text: String?) {
        if let text { string(Array(text.utf8)) } else { raw("null") }
    }

    /// A moment to the second: `"2026-11-28T09:30:00Z"` (RFC 3339).
    mutating func time(_ time: UnixTime) {
        text(time.description)
    }

    /// An array with an element for each of some items.
    mutating func array<Item>(_ items: some Collection<Item>, _ write: (inout JSONWriter, Item) -> Void) {
        raw("[")
        for (index, item) in items.enumerated() {
            if index > 0 { raw(",") }
            write(&self, item)
        }
        raw("]")
    }

    mutating func boolean(_ value: Bool) {
        if value { raw("true") } else { raw("false") }
    }
}
