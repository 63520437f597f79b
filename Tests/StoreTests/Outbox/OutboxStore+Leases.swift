import MovieBag
import Testing

extension OutboxStore {
    /// Leases mails that are due one after the other, at most so many.
    func leaseDue(at now: UnixTime, limit: Int, leaseEnd: UnixTime) throws -> [LeasedMail] {
        var leased: [LeasedMail] = []
        while leased.count < limit, case .leased(let mail) = try leaseNext(at: now, leaseEnd: leaseEnd) {
            leased.append(mail)
        }
        return leased
    }

    /// When the next mail becomes due, leased ones included; `nil` when none waits.
    func nextDue() throws -> UnixTime? {
        // In 1970 nothing was due, so nothing is leased.
        let epoch = UnixTime(seconds: 0)
        guard case .none(let due) = try leaseNext(at: epoch, leaseEnd: epoch) else {
            Issue.record("a mail was due in 1970")
            return nil
        }
        return due
    }
}
