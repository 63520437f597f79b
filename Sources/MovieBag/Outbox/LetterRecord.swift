import Mail

/// A letter of the outbox as somebody sees it who looks after it: everything but what a link could be made from.
package struct LetterRecord: Sendable, Equatable {
    /// What the letter is about.
    package enum Kind: Sendable, Equatable {
        /// A link for a new password, which works until then.
        case reset(expires: UnixTime)
        case passwordChanged
    }

    /// Where it stands.
    package enum State: Sendable, Equatable {
        /// It will be tried then, or as soon as possible after.
        case waiting(due: UnixTime)
        /// A process has it until then at the latest.
        case inDelivery(leaseEnd: UnixTime)
        /// It was given up then.
        case dead(since: UnixTime)
    }

    package let id: LetterID
    package let recipient: EmailAddress
    package let kind: Kind
    package let written: UnixTime
    package let state: State
    package let attempts: Int
    /// What became of the latest attempt that failed.
    package let problem: String?

    package init(
        id: LetterID, recipient: EmailAddress, kind: Kind, written: UnixTime, state: State, attempts: Int,
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
