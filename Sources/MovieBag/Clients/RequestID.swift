import Text

/// What a web server calls a request, for finding it in several logs: 1 to 64 of A to Z, a to z, 0 to 9, `.`, `_` and `-`.
///
/// Tests: AuditTests.swift
package struct RequestID: Sendable, Hashable {
    package static let lengths = 1...64

    package let text: String

    /// - Returns: `nil` for anything else.
    package init?(_ bytes: [UInt8]) {
        guard Self.lengths.contains(bytes.count), bytes.allSatisfy({ $0.isLetterOrDigit || ".-_".utf8.contains($0) })
        else { return nil }
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// A name of our own, for a request that came without one.
    init(_ id: ObjectID) {
        text = id.description
    }
}
