import JSON
import MovieBag
import Web

/// Tests: MovieBagAPITests/Errors/PublishedErrorTests.swift, MovieBagAPITests/Errors/ProblemTests.swift
extension PublishedError {
    /// The error as JSON: `{"error","message","status"}`, and `"detail"` when there is one.
    package func response(detail: String?) -> Response {
        var writer = JSONWriter(reserving: 192)
        writer.raw("{")
        writeMembers(to: &writer, detail: detail)
        return Response(status: status, content: .json, caching: .forbidden, fields: fields, body: writer.bytes)
    }

    /// The error as a problem (RFC 9457): `type` and `title`, and behind them what ``response(detail:)`` has. No cache may keep
    /// it, so it needs no `Vary: Accept` (RFC 9110, section 12.5.5).
    package func problem(detail: String?, at site: PublicURL) -> Response {
        var writer = JSONWriter(reserving: 320)
        writer.raw("{\"type\":")
        writer.string(Array("\(site.path)/api#\(name)".utf8))
        writer.raw(",\"title\":")
        writer.string(Array(message.utf8))
        writer.raw(",")
        writeMembers(to: &writer, detail: detail)
        return Response(status: status, content: .problem, caching: .forbidden, fields: fields, body: writer.bytes)
    }

    private func writeMembers(to writer: inout JSONWriter, detail: String?) {
        writer.raw("\"error\":")
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
    }
}
