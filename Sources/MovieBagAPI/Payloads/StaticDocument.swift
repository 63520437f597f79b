import Cryptography
import Web

/// A response that is the same for everyone until the program or its settings change: made once, and told from others by the
/// hash of its bytes.
///
/// Tests: WellKnownTests.swift
struct StaticDocument: Sendable {
    private let full: Response
    private let tag: EntityTag

    init(_ content: Response.Content, fields: [Response.Field] = [], _ body: [UInt8]) {
        tag = EntityTag(Array(SHA256.hash(body).prefix(8).flatMap { [$0 >> 4, $0 & 0xf] }.map(Self.digit)))
        full = Response(content: content, caching: .revalidated, tag: tag, fields: fields, body: body)
    }

    func response(to request: Request) -> Response {
        request.hasAlready(tag) ? full.notModified : full
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
