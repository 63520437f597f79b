/// What an administrator can do with the outbox. A store belongs to one thread.
///
/// Every function throws what ``Storage`` says when it could not be done.
package protocol OutboxAdministration {
    /// Shows all mails, the oldest first, one at a time.
    ///
    /// - Parameter show: must not use the store.
    func forEachMail(_ show: (OutboxMailStatus) throws -> Void) throws

    /// How many mails there are.
    func outboxFigures() throws -> OutboxFigures

    /// Dead letters after `position`, in the order of their identifiers.
    func deadLetters(after position: OutboxMailID?, limit: Int) throws -> [OutboxMailStatus]

    /// Looks a mail up.
    func mail(_ id: OutboxMailID) throws -> OutboxMailStatus?

    /// Makes mails due at once, dead letters too: all of these, or none.
    ///
    /// - Returns: how many.
    /// - Throws: ``MailFailure``.
    func retry(_ selection: MailSelection, at now: UnixTime) throws -> Int

    /// Takes mails out, undelivered: all of these, or none.
    ///
    /// - Returns: how many.
    /// - Throws: ``MailFailure``.
    func drop(_ selection: MailSelection, at now: UnixTime) throws -> Int
}

/// How many mails are in the outbox.
package struct OutboxFigures: Sendable, Equatable {
    /// Those that have not failed yet.
    package let waiting: Int
    /// Those that failed and are tried again.
    package let retried: Int
    /// Dead letters.
    package let dead: Int
    /// When the oldest that is no dead letter was written; `nil` when there is none.
    package let oldest: UnixTime?

    package init(waiting: Int, retried: Int, dead: Int, oldest: UnixTime?) {
        self.waiting = waiting
        self.retried = retried
        self.dead = dead
        self.oldest = oldest
    }
}

/// Which mails are meant.
package enum MailSelection: Sendable, Equatable {
    case these([OutboxMailID])
    case allDead
}

/// Why nothing was done with the mails that were named.
package enum MailFailure: Error, Equatable {
    /// There is none with this id; perhaps it was delivered.
    case unknown(OutboxMailID)
    /// A process is delivering it.
    case inDelivery(OutboxMailID)
}

extension MailFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknown(let id): "there is no mail \(id) in the outbox (any more); nothing was done"
        case .inDelivery(let id): "mail \(id) is being delivered at this moment; nothing was done"
        }
    }
}
