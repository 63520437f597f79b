/// What administrators do in their browser with mails that are not delivered.
///
/// Tests: AdminOutboxPageTests.swift
package struct OutboxCare {
    private let store: any OutboxAdministration
    private let clock: WallClock
    private let channel: OutboxChannel

    package init(store: any OutboxAdministration, clock: WallClock, channel: OutboxChannel) {
        self.store = store
        self.clock = clock
        self.channel = channel
    }

    package func figures() throws -> OutboxFigures { try store.outboxFigures() }

    /// Dead letters after `position`, in the order of their identifiers.
    package func deadLetters(after position: OutboxMailID?, limit: Int) throws -> [OutboxMailStatus] {
        try store.deadLetters(after: position, limit: limit)
    }

    /// Makes mails due at once.
    ///
    /// - Throws: ``MailFailure``.
    package func retry(_ selection: MailSelection) throws {
        if try store.retry(selection, at: clock.now) > 0 { channel.signal() }
    }

    /// Takes a mail out, undelivered.
    ///
    /// - Throws: ``MailFailure``.
    package func drop(_ mail: OutboxMailID) throws {
        _ = try store.drop(.these([mail]), at: clock.now)
    }
}
