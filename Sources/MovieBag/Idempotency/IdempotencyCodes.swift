import Cryptography

/// Makes what is stored of requests that have a key: codes of what clients sent, never that itself. Shared by all threads of a
/// process.
///
/// Codes stay the same while keys are added (`movie-bag keys rotate`), as they are made by a key of their own that is derived from
/// the oldest one. When that is removed, requests that were made before it are new ones.
///
/// Tests: IdempotencyCodesTests.swift
package struct IdempotencyCodes: Sendable {
    private let codes: DerivedCodes

    /// - Parameter keys: what the codes depend on, by a key of their own.
    /// - Throws: `CryptographyError`.
    package init(keys: TokenKeys) throws {
        codes = try DerivedCodes(keys: keys, purpose: "movie-bag idempotency 1")
    }

    /// - Parameters:
    ///   - route: method and path of the route.
    ///   - body: as it was sent.
    func request(
        _ key: IdempotencyKey, of account: AccountID, route: String, body: [UInt8], at time: UnixTime
    ) throws -> IdempotentRequest {
        // No part can be mistaken for another one: the first is 13 bytes long, and a route holds no NUL.
        func code(_ kind: Character, _ rest: [UInt8]) throws -> [UInt8] {
            let message = Array(String(kind).utf8) + account.bytes + route.utf8 + [0] + rest
            return try codes.authenticationCode(for: message[...])
        }
        return IdempotentRequest(
            code: try code("k", key.bytes), body: try code("b", SHA256.hash(body)), time: time)
    }
}
