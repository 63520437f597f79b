import Mail
import MovieBag
import Threads

/// An outbox in memory that remembers what became of each mail.
final class RecordingOutbox: OutboxStore, Sendable {
    struct Row {
        var leased: LeasedMail
        var due: UnixTime
        var fate: String?
    }

    /// The storage fails as often as this says.
    let failures = Monitor(0)
    let rows = Monitor<[Row]>([])
    /// How many mails were leased and without a fate at the same time, at most.
    let mostInDelivery = Monitor(0)

    func add(_ mail: OutboxMail, due: UnixTime) {
        let recipient = EmailAddress("ann@example.org")!  // Valid as it stands here.
        rows.withLock {
            $0.append(Row(leased: LeasedMail(mail: mail, recipient: recipient, due: due, attempt: 0), due: due))
        }
    }

    /// Waits until each mail has met its fate; long enough for tasks to get a thread when all tests run at once.
    func fates() -> [String]? {
        rows.wait(timeout: .seconds(600)) { rows in
            rows.allSatisfy { $0.fate != nil } ? rows.map { $0.fate ?? "" } : nil
        }
    }

    func leaseNext(at now: UnixTime, leaseEnd: UnixTime) throws -> NextMail {
        rows.withLock { rows in
            guard let index = rows.firstIndex(where: { $0.due <= now && $0.fate == nil }) else {
                return .none(nextDue: rows.filter { $0.fate == nil }.map(\.due).min())
            }
            let old = rows[index].leased
            rows[index].leased = LeasedMail(
                mail: old.mail, recipient: old.recipient, due: rows[index].due, attempt: old.attempt + 1)
            rows[index].due = leaseEnd
            let inDelivery = rows.count { $0.leased.attempt > 0 && $0.fate == nil }
            mostInDelivery.withLock { $0 = max($0, inDelivery) }
            return .leased(rows[index].leased)
        }
    }

    func pullForward(dueAfter limit: UnixTime, to now: UnixTime) throws {
        rows.withLock { rows in
            for index in rows.indices where rows[index].fate == nil && rows[index].due > limit { rows[index].due = now }
        }
    }

    func remove(_ leased: LeasedMail) throws {
        try settle(leased, "delivered")
    }

    func postpone(_ leased: LeasedMail, until time: UnixTime, reason: String) throws {
        try settle(leased, "postponed to \(time.seconds): \(reason)")
    }

    func keepAsDeadLetter(_ leased: LeasedMail, at time: UnixTime, reason: String) throws {
        try settle(leased, "dead letter: \(reason)")
    }

    private func settle(_ leased: LeasedMail, _ fate: String) throws {
        let fails = failures.withLock { count in
            defer { count = max(0, count - 1) }
            return count > 0
        }
        if fails { throw StorageUnavailable("no disk") }
        rows.withLock { rows in
            for index in rows.indices where rows[index].leased == leased { rows[index].fate = fate }
        }
        rows.notifyAll()
    }
}
