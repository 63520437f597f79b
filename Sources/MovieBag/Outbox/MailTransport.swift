import Mail

/// Hands a message to whatever sends mail.
///
/// Tests: MailDispatcherTests.swift
package protocol MailTransport: Sendable {
    func deliver(_ message: Message) async -> DeliveryOutcome
}

extension Sendmail: MailTransport {}
