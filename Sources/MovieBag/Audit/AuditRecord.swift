/// What is kept of one thing that happened, or of many of a kind.
///
/// Tests: AuditTests.swift
package struct AuditRecord: Sendable, Equatable {
    package let id: AuditEntryID
    /// The stored name of an ``AuditKind``, perhaps one that only a later version of the program knows.
    package let kind: String
    package let account: AccountID?
    package let actor: AccountID?
    /// The address of the client.
    package let client: String?
    package let request: String?
    package let detail: String?
    /// How often it happened: more than 1 for a sum, which names no account and no client.
    package let times: Int64

    package init(
        id: AuditEntryID, kind: String, account: AccountID?, actor: AccountID?, client: String?, request: String?,
        detail: String?, times: Int64
    ) {
        self.id = id
        self.kind = kind
        self.account = account
        self.actor = actor
        self.client = client
        self.request = request
        self.detail = detail
        self.times = times
    }

    /// When it happened, to the second; of a sum, when that began.
    package var time: UnixTime { id.value.time }

    /// The same as its account may see it: of another's doing without who that was and from where.
    func seen(by account: AccountID) -> AuditRecord {
        guard let actor, actor != account else { return self }
        return AuditRecord(
            id: id, kind: kind, account: self.account, actor: nil, client: nil, request: request, detail: detail,
            times: times)
    }
}

/// Which records are asked for, the newest first.
package struct AuditQuery: Sendable, Equatable {
    package var account: AccountID?
    package var kind: AuditKind?
    /// Only those before it.
    package var after: AuditEntryID?
    package var limit: Int

    package init(account: AccountID? = nil, kind: AuditKind? = nil, after: AuditEntryID? = nil, limit: Int) {
        self.account = account
        self.kind = kind
        self.after = after
        self.limit = limit
    }
}
