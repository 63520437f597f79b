/// What became of one attempt to hand a message over.
///
/// Tests: SendmailTests.swift
package enum DeliveryOutcome: Equatable, Sendable {
    /// The mail system has taken the message and answers for it from now on.
    case delivered
    /// The same message may well get through later.
    ///
    /// The exit status is that of the program; `nil` where it did not end by itself or was not run.
    case temporaryFailure(reason: String, exitStatus: Int? = nil)
    /// Trying again would end the same way.
    case permanentFailure(reason: String, exitStatus: Int? = nil)
}
