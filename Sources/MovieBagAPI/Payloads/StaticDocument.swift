import Cryptography
import JSON
import Web

/// A response that is the same for everyone until the program or its settings change: made once, and told from others by the
/// hash of its bytes.
///
/// Tests: WellKnownTests.swift
struct StaticDocument: Sendable {
    private let full: Response
    private let tag: EntityTag

    init(_ content: Response.Content, fields: [Response.Field] = [], _ body: [UInt8]) {
        var writer = JSONWriter(reserving: 16)
        writer.hexadecimal(SHA256.hash(body).prefix(8))
        tag = EntityTag(writer.bytes)
        full = Response(content: content, caching: .revalidated, tag: tag, fields: fields, body: body)
    }

    func response(to request: Request) -> Response {
        request.hasAlready(tag) ? full.notModified : full
    }
}
