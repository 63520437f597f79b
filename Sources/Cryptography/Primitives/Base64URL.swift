/// The base64url encoding without padding of JWS (RFC 7515, appendix C).
///
/// Tests: Base64Tests.swift
package enum Base64URL {
    /// The ASCII text that stands for `bytes`.
    package static func encode(_ bytes: [UInt8]) -> [UInt8] {
        Base64.url.encode(bytes)
    }

    /// The bytes that `text` stands for; `nil` unless it is exactly what ``encode(_:)`` makes of them.
    package static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        Base64.url.decode(text)
    }
}
