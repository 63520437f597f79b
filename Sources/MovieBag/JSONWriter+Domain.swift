import JSON

/// How values of the domain stand in JSON, in responses and in what commands print.
///
/// Tests: OwnAccountTests.swift, AuditRouteTests.swift
extension JSONWriter {
    /// `{"$oid":"<24 hex>"}`, or `null`.
    package mutating func objectID<Subject>(_ id: Identifier<Subject>?) {
        guard let id else { return raw("null") }
        raw("{\"$oid\":\"")
        hexadecimal(id.bytes)
        raw("\"}")
    }

    /// A text, or `null`.
    package mutating func text(_ text: String?) {
        if let text { string(Array(text.utf8)) } else { raw("null") }
    }

    /// A moment to the second: `"2026-11-28T09:30:00Z"` (RFC 3339).
    package mutating func time(_ time: UnixTime) {
        text(time.description)
    }

    /// An array with an element for each of some items.
    package mutating func array<Item>(_ items: some Collection<Item>, _ write: (inout JSONWriter, Item) -> Void) {
        raw("[")
        for (index, item) in items.enumerated() {
            if index > 0 { raw(",") }
            write(&self, item)
        }
        raw("]")
    }

    package mutating func boolean(_ value: Bool) {
        if value { raw("true") } else { raw("false") }
    }
}
