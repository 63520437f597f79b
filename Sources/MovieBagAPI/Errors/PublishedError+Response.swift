import JSON
import Web

/// Tests: MovieBagAPITests/Errors/PublishedErrorTests.swift
extension PublishedError {
    /// The error as JSON: `{"error","message","status"}`, and `"detail"` when there is one.
    package func response(detail: String?) -> Response {
        var writer = JSONWriter(reserving: 192)
        writer.raw("{\"error\":")
        writer.string(Array(name.utf8))
        writer.raw(",\"message\":")
        writer.string(Array(message.utf8))
        writer.raw(",\"status\":")
        writer.integer(Int64(status))
        if let detail {
            writer.raw(",\"detail\":")
            writer.string(Array(detail.utf8))
        }
        writer.raw("}")
        return Response(
            status: status, content: .json, caching: .forbidden, fields: fields, body: writer.bytes)
    }
}
