import Mail

/// A mail of the outbox as an administrator sees it: everything but the data that a link could be made from.
///
/// Tests: OutboxAdministrationTests.swift
package struct OutboxMailStatus: Sendable, Equatable {
    /// What the mail is about.
    package struct Kind: Sendable, Equatable {
        /// The name in the storage: that of a ``MailKind``, or of one that only a newer version of the program knows.
        package let name: String
        /// Until when its link works; `nil` when it has none.
        package let expires: UnixTime?

        package init(name: String, expires: UnixTime?) {
            self.name = name
            self.expires = expires
        }

        /// Whether this program can deliver it.
        package var isKnown: Bool { MailKind(rawValue: name) != nil }

        package static func reset(expires: UnixTime) -> Kind { Kind(name: MailKind.reset.name, expires: expires) }
        package static let passwordReset = Kind(name: MailKind.passwordReset.name, expires: nil)
    }

    /// Where it stands.
    package enum State: Sendable, Equatable {
        /// It will be tried then, or as soon as possible after.
        case waiting(due: UnixTime)
        /// A process has it until then at the latest.
        case inDelivery(leaseEnd: UnixTime)
        /// It is a dead letter since then.
        case dead(since: UnixTime)
    }

    package let id: OutboxMailID
    package let recipient: EmailAddress
    package let kind: Kind
    package let written: UnixTime
    package let state: State
    package let attempts: Int
    /// What became of the latest attempt that failed.
    package let problem: String?

    package init(
        id: OutboxMailID, recipient: EmailAddress, kind: Kind, written: UnixTime, state: State, attempts: Int,
        problem: String?
    ) {
        self.id = id
        self.recipient = recipient
        self.kind = kind
        self.written = written
        self.state = state
        self.attempts = attempts
        self.problem = problem
    }
}
