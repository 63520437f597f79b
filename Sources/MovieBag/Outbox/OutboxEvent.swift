/// What happened to a mail, for the log. No recipient and no text stands in it.
///
/// Tests: MailDispatcherTests.swift
package enum OutboxEvent: Sendable, Equatable {
    case delivered(OutboxMailID, attempt: Int)
    case postponed(OutboxMailID, attempt: Int, until: UnixTime, reason: String)
    /// It is kept and not tried again: an administrator must look at it.
    case deadLetter(OutboxMailID, attempt: Int, reason: String)
    /// The storage failed; the dispatcher tries again by itself.
    case storageFailed(String)
}
