/// A request that is done once, however often it is made, as the storage knows it. What the client sent cannot be told from it.
///
/// Tests: IdempotencyStoreTests.swift
package struct IdempotentRequest: Sendable {
    /// How long the response is kept.
    package static let keptFor = Duration.seconds(86_400)
    /// So many are kept of one account; the oldest go.
    package static let mostPerAccount = 10_000

    /// 32 bytes: of account, route and key.
    package let code: [UInt8]
    /// 32 bytes: of the body.
    package let body: [UInt8]
    /// When it is made.
    package let time: UnixTime

    package init(code: [UInt8], body: [UInt8], time: UnixTime) {
        self.code = code
        self.body = body
        self.time = time
    }

    /// From when on the response is not kept any more.
    package var expires: UnixTime { time + Self.keptFor }
}

/// What is given to a client for an ``IdempotentRequest``.
///
/// Tests: IdempotencyStoreTests.swift
package struct StoredResponse: Sendable, Equatable {
    /// As they were made when the request was done.
    package let bytes: [UInt8]
    /// Whether it was done before, by an earlier request.
    package let isReplayed: Bool

    package init(bytes: [UInt8], isReplayed: Bool) {
        self.bytes = bytes
        self.isReplayed = isReplayed
    }
}

/// The request was made before, and refused; it is refused again, whatever has changed meanwhile.
///
/// Tests: IdempotencyStoreTests.swift
package struct RepeatedRefusal: Error, Equatable {
    /// Why it was refused.
    package let reason: MovieError

    package init(_ reason: MovieError) {
        self.reason = reason
    }
}
