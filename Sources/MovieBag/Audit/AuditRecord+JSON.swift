import JSON

/// Tests: AuditRouteTests.swift
extension AuditRecord {
    /// As the API and the command write it:
    /// `{"_id":{"$oid":…},"time":…,"kind":…,"account":…,"actor":…,"client":…,"request":…,"detail":…,"times":…}`
    package var json: [UInt8] {
        var writer = JSONWriter(reserving: 320)
        writer.raw("{\"_id\":")
        writer.identifier(id)
        writer.raw(",\"time\":")
        writer.text("\(time)")
        writer.raw(",\"kind\":")
        writer.text(kind)
        writer.raw(",\"account\":")
        writer.identifier(account)
        writer.raw(",\"actor\":")
        writer.identifier(actor)
        writer.raw(",\"client\":")
        writer.text(client)
        writer.raw(",\"request\":")
        writer.text(request)
        writer.raw(",\"detail\":")
        writer.text(detail)
        writer.raw(",\"times\":")
        writer.integer(times)
        writer.raw("}")
        return writer.bytes
    }
}

extension JSONWriter {
    /// `{"$oid":"<24 hex>"}`, or `null`.
    fileprivate mutating func identifier<Subject>(_ id: Identifier<Subject>?) {
        guard let id else { return raw("null") }
        raw("{\"$oid\":\"")
        hexadecimal(id.bytes)
        raw("\"}")
    }

    /// A text, or `null`.
    fileprivate mutating func text(_ text: String?) {
        if let text { string(Array(text.utf8)) } else { raw("null") }
    }
}
