/// What became of one attempt to hand a message over.
///
/// Tests: SendmailTests.swift
package enum DeliveryOutcome: Equatable, Sendable {
    /// The mail system has taken the message and answers for it from now on.
    case delivered
    /// The same message may well get through later.
    case temporaryFailure(reason: String)
    /// Trying again would end the same way.
    case permanentFailure(reason: String)
}
