package typealias SessionID = Identifier<Session>

extension TokenFingerprint {
    /// What its session is named by: its first twelve bytes, which are of no use but to end it.
    package var sessionID: SessionID { SessionID(bytes: Array(bytes.prefix(12)))! }
}

/// From where a session was opened, for its account to recognise it by.
///
/// Tests: SessionListTests.swift
package struct SessionOrigin: Sendable, Equatable {
    /// The address of the client; `nil` when it is not known.
    package let client: String?
    /// What it called itself (User-Agent): at most 200 printable ASCII characters.
    package let agent: String?

    /// - Parameter agent: as it was sent, by a stranger.
    package init(_ client: Client, agent: [UInt8]) {
        self.client = client.address?.description
        let printable = agent.prefix(Self.agentCount).map { (0x20...0x7E).contains($0) ? $0 : UInt8(ascii: "?") }
        self.agent = printable.isEmpty ? nil : String(decoding: printable, as: UTF8.self)
    }

    package init(client: String?, agent: String?) {
        self.client = client
        self.agent = agent
    }

    private static let agentCount = 200
}

/// A session as its account sees it.
package struct SessionStatus: Sendable, Equatable {
    package let fingerprint: TokenFingerprint
    package let kind: SessionKind
    package let opened: UnixTime
    /// Its last use, to the hour.
    package let used: UnixTime
    package let expires: UnixTime
    package let origin: SessionOrigin

    package init(
        fingerprint: TokenFingerprint, kind: SessionKind, opened: UnixTime, used: UnixTime, expires: UnixTime,
        origin: SessionOrigin
    ) {
        self.fingerprint = fingerprint
        self.kind = kind
        self.opened = opened
        self.used = UnixTime(milliseconds: used.milliseconds / 3_600_000 * 3_600_000)
        self.expires = expires
        self.origin = origin
    }
}
