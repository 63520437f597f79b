import Cryptography
import Mail

/// Takes note of what is recorded, for the log; called on the thread of the request, which it must not hold up.
package typealias AuditReport = @Sendable (_ entry: AuditEntry) -> Void

/// Records what happens to accounts: in the storage, and after that in the log. For one thread, as the store in it is.
///
/// What succeeds: `try audit.record(.passwordChanged, of: account, from: client) { try store.change(…, recording: $0) }`.
/// What is refused: `try audit.refuse(.signUpRefused, from: client)`.
///
/// Tests: AuditTests.swift
package struct Audit {
    private let store: any AuditStore
    private let maker: AuditEntryMaker
    private let hidesAccounts: Bool
    private let report: AuditReport

    /// - Parameters:
    ///   - hidesAccounts: whether refusals are written in a transaction of their own, so that all take as long.
    ///   - report: told of each after it was recorded.
    package init(
        store: any AuditStore, maker: AuditEntryMaker, hidesAccounts: Bool, report: @escaping AuditReport
    ) {
        self.store = store
        self.maker = maker
        self.hidesAccounts = hidesAccounts
        self.report = report
    }

    /// Records what `body` does, if it does it.
    ///
    /// - Parameters:
    ///   - account: whose account it happens to; `nil` when there is none.
    ///   - actor: whose doing it is; by default that of the account itself, and of what is refused that of a stranger.
    ///   - client: `nil` for a command, whose actor is not known.
    ///   - body: hands the entry to a store, which keeps it in the transaction of what it records. When it throws, nothing
    ///     was done, and nothing is told.
    package func record<Result>(
        _ kind: AuditKind, of account: AccountID?, by actor: AccountID? = nil, from client: Client?,
        detail: String? = nil, _ body: (AuditEntry) throws -> Result
    ) throws -> Result {
        let entry = maker.entry(
            kind, of: account, by: actor ?? (client == nil || kind.isSummed ? nil : account), from: client,
            detail: detail)
        let result = try body(entry)
        report(entry)
        return result
    }

    /// The same where the storage finds the account: it keeps ``AuditEntry/about(_:)``.
    ///
    /// - Parameters:
    ///   - account: the account in what `body` returns; `nil` when there is none.
    ///   - detail: what stands in place of an account.
    package func record<Result>(
        _ kind: AuditKind, ofOneIn account: (Result) -> AccountID?, from client: Client,
        elseDetail detail: String? = nil,
        _ body: (AuditEntry) throws -> Result
    ) throws -> Result {
        let entry = maker.entry(kind, of: nil, by: nil, from: client, detail: detail)
        let result = try body(entry)
        report(entry.about(account(result)))
        return result
    }

    /// Records what `body` changes, in its first transaction: for what administrators and the operator do.
    ///
    /// - Parameter actor: the administrator; `nil` for the operator.
    package func record<Result>(
        _ kind: AuditKind, of account: AccountID?, by actor: AccountID?, from client: Client?, detail: String? = nil,
        around body: () throws -> Result
    ) throws -> Result {
        let entry = maker.entry(kind, of: account, by: actor, from: client, detail: detail)
        let result = try store.recording(entry, body)
        report(entry)
        return result
    }

    /// Records that something was refused: with the next commit, or in its own where accounts are hidden.
    ///
    /// - Parameters:
    ///   - account: whose account it is about; `nil` when there is none.
    ///   - actor: the account whose session it was; `nil` for a stranger.
    package func refuse(
        _ kind: AuditKind, of account: AccountID? = nil, by actor: AccountID? = nil, from client: Client,
        detail: String? = nil
    ) throws {
        let entry = maker.entry(kind, of: account, by: actor, from: client, detail: detail)
        if hidesAccounts { try store.record(entry) } else { store.recordLater(entry) }
        report(entry)
    }

    /// Records that a limit refused a request, with the next commit: a flood that is refused costs none. The log is told by
    /// the caller, who knows the request.
    package func note(_ limit: LimitReached, from client: Client) {
        store.recordLater(maker.entry(.limitReached, of: limit.account, by: nil, from: client, detail: nil))
    }

    /// Records that a request was refused what it has no right to, with the next commit: never in one of its own, so that a
    /// flood costs none and a refusal takes as long as before.
    ///
    /// - Parameters:
    ///   - account: who sent it; `nil` for a stranger.
    ///   - reason: the name of the error that the client is told; nothing of what it sent.
    package func refuseAccess(of account: AccountID?, from client: Client, as reason: String) {
        let entry = maker.entry(.accessRefused, of: account, by: account, from: client, detail: reason)
        store.recordLater(entry)
        report(entry)
    }

    /// Makes what a store records, in the transaction of a request, when it makes no link for an account; then it is for
    /// ``tell(_:)``.
    func withheldLink(from client: Client) -> @Sendable (AccountID) -> AuditEntry {
        { [maker] account in maker.entry(.linkWithheld, of: account, by: nil, from: client, detail: nil) }
    }

    /// Has the log write what a store has recorded.
    func tell(_ entry: AuditEntry) {
        report(entry)
    }

    /// What was recorded, the newest first: for administrators and commands.
    package func records(_ query: AuditQuery) throws -> [AuditRecord] {
        try store.records(query)
    }

    /// What was recorded of an account, for its user, who does not learn from where administrators act.
    ///
    /// - Throws: ``NoSuchThing`` when another account is asked for.
    package func records(_ query: AuditQuery, seenBy account: AccountID) throws -> [AuditRecord] {
        guard query.account == nil || query.account == account else { throw NoSuchThing() }
        var query = query
        query.account = account
        return try store.records(query).map { $0.seen(by: account) }
    }

    /// What stands in a record for an address that has no account.
    package func code(for address: EmailAddress?, as sent: [UInt8]) throws -> String {
        try maker.code(for: address, as: sent)
    }
}
