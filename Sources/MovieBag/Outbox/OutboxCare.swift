/// What administrators do in their browser with mails that are not delivered, which is recorded.
///
/// Tests: AdminOutboxPageTests.swift
package struct OutboxCare {
    private let store: any OutboxAdministration
    private let clock: WallClock
    private let channel: OutboxChannel
    private let audit: Audit

    package init(store: any OutboxAdministration, clock: WallClock, channel: OutboxChannel, audit: Audit) {
        self.store = store
        self.clock = clock
        self.channel = channel
        self.audit = audit
    }

    package func figures() throws -> OutboxFigures { try store.outboxFigures() }

    /// Dead letters after `position`, in the order of their identifiers.
    package func deadLetters(after position: OutboxMailID?, limit: Int) throws -> [OutboxMailStatus] {
        try store.deadLetters(after: position, limit: limit)
    }

    /// Makes mails due at once.
    ///
    /// - Throws: ``MailFailure``.
    package func retry(_ selection: MailSelection, by administrator: AccountID, from client: Client) throws {
        let count = try audit.record(
            .mailRetried, of: nil, by: administrator, from: client, detail: Self.detail(selection)
        ) { try store.retry(selection, at: clock.now) }
        if count > 0 { channel.signal() }
    }

    /// Takes a mail out, undelivered.
    ///
    /// - Throws: ``MailFailure``.
    package func drop(_ mail: OutboxMailID, by administrator: AccountID, from client: Client) throws {
        let selection = MailSelection.these([mail])
        _ = try audit.record(
            .mailDropped, of: nil, by: administrator, from: client, detail: Self.detail(selection)
        ) { try store.drop(selection, at: clock.now) }
    }

    private static func detail(_ selection: MailSelection) -> String {
        switch selection {
        case .allDead: "all dead letters"
        case .these(let mails): mails.map { "mail \($0)" }.joined(separator: ", ")
        }
    }
}
