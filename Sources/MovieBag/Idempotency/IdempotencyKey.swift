/// What a client calls one request by, so that the request can be repeated without being done twice: 1 to 255 visible ASCII
/// characters.
///
/// Tests: IdempotencyKeyTests.swift
package struct IdempotencyKey: Sendable, Equatable {
    package static let lengths = 1...255
    /// The header field that it comes in.
    package static let field = "Idempotency-Key"

    package let bytes: [UInt8]

    /// - Throws: ``InvalidValue`` for anything else; nothing is trimmed or folded.
    package init(_ bytes: [UInt8]) throws(InvalidValue) {
        guard Self.lengths.contains(bytes.count), bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw InvalidValue(Self.field, "must be 1 to 255 visible ASCII characters")
        }
        self.bytes = bytes
    }
}

/// The key was sent before with another body.
///
/// Tests: IdempotencyTests.swift
package struct IdempotencyKeyReused: Error, Equatable {
    package init() {}
}
