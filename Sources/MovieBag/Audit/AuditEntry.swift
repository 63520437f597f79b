import Text

package typealias AuditEntryID = Identifier<AuditEntry>

/// Something that happened, as it is recorded. ``Audit`` makes it; a store keeps it in the transaction of what it records.
///
/// No password, no token and no address of mail is in it.
package struct AuditEntry: Sendable, Equatable {
    package let id: AuditEntryID
    package let kind: AuditKind
    /// Whose account it happened to; `nil` when it is not known, or there is none.
    package let account: AccountID?
    /// Whose doing it was; `nil` for a stranger, or a command.
    package let actor: AccountID?
    /// `nil` for a command.
    package let client: Client?
    package let request: RequestID?
    /// What else there is to know, such as the code of an address without an account.
    package let detail: String?
    /// The row that counts it where it has none of its own.
    let sum: AuditSums.Sum?

    package init(
        id: AuditEntryID, kind: AuditKind, account: AccountID?, actor: AccountID? = nil, client: Client? = nil,
        request: RequestID? = nil, detail: String? = nil
    ) {
        self.init(
            id: id, kind: kind, account: account, actor: actor, client: client, request: request, detail: detail,
            sum: nil)
    }

    init(
        id: AuditEntryID, kind: AuditKind, account: AccountID?, actor: AccountID?, client: Client?, request: RequestID?,
        detail: String?, sum: AuditSums.Sum?
    ) {
        self.id = id
        self.kind = kind
        self.account = account
        self.actor = actor
        self.client = client
        self.request = request
        self.detail = detail
        self.sum = sum
    }

    /// The same about an account that is found in the transaction; without one it keeps its detail instead.
    package func about(_ account: AccountID?) -> AuditEntry {
        guard let account else { return self }
        return AuditEntry(
            id: id, kind: kind, account: account, actor: actor, client: client, request: request, detail: nil, sum: sum)
    }

    /// The row that a store writes. Where there is one with its id already, the larger number of times stays, and nothing
    /// else changes.
    package var record: AuditRecord {
        if let sum {
            return AuditRecord(
                id: AuditEntryID(sum.id), kind: kind.rawValue, account: nil, actor: nil, client: nil, request: nil,
                detail: nil, times: sum.times)
        }
        return AuditRecord(
            id: id, kind: kind.rawValue, account: account, actor: actor, client: client?.address?.description,
            request: request?.text, detail: detail, times: 1)
    }
}
