import MovieBag
import Testing

extension OutboxStore {
    /// Claims mails that are due one after the other, at most so many.
    func claimDue(at now: UnixTime, limit: Int, leaseEnd: UnixTime) throws -> [ClaimedMail] {
        var claimed: [ClaimedMail] = []
        while claimed.count < limit, case .claimed(let mail) = try claimNext(at: now, leaseEnd: leaseEnd) {
            claimed.append(mail)
        }
        return claimed
    }

    /// When the next mail becomes due, claimed ones included; `nil` when none waits.
    func nextDue() throws -> UnixTime? {
        // In 1970 nothing was due, so nothing is claimed.
        let epoch = UnixTime(seconds: 0)
        guard case .none(let due) = try claimNext(at: epoch, leaseEnd: epoch) else {
            Issue.record("a mail was due in 1970")
            return nil
        }
        return due
    }
}
