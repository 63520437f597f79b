/// What a session is for, and so how long it lives.
///
/// Tests: SessionLifetimeTests.swift
package enum SessionKind: String, Sendable {
    /// Opened by a log-in through the API: it lives as long as its access token.
    case api
    /// Opened by a log-in through a page: it is over when it is not used for a while, and at a fixed time at the latest.
    case page
}
