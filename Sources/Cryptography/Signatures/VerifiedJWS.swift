import JSON

/// What a JWS says, once its signature has been found right.
///
/// Tests: JWSSignerTests.swift
package struct VerifiedJWS: Equatable, Sendable {
    /// The protected header. Its `alg` is `HS256`; other members are for the caller to accept or refuse.
    package let header: JSONObject
    /// The bytes that were signed, whatever they are.
    package let payload: [UInt8]
}
