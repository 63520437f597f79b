import JSON

/// Tests: AuditRouteTests.swift
extension AuditRecord {
    /// As the API and the command write it:
    /// `{"_id":{"$oid":…},"time":…,"kind":…,"account":…,"actor":…,"client":…,"request":…,"detail":…,"times":…}`
    package var json: [UInt8] {
        var writer = JSONWriter(reserving: 320)
        writer.raw("{\"_id\":")
        writer.objectID(id)
        writer.raw(",\"time\":")
        writer.time(time)
        writer.raw(",\"kind\":")
        writer.text(kind)
        writer.raw(",\"account\":")
        writer.objectID(account)
        writer.raw(",\"actor\":")
        writer.objectID(actor)
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
