import Mail

/// Makes entries. Shared by all threads of a process.
///
/// Tests: AuditTests.swift
package struct AuditEntryMaker: Sendable {
    private let identifiers: ObjectIDGenerator
    private let codes: DerivedCodes?
    private let sums = AuditSums()
    private let clock: WallClock

    /// - Parameter keys: what the codes of addresses depend on, by a key of their own.
    /// - Throws: `CryptographyError`.
    package init(identifiers: ObjectIDGenerator, keys: TokenKeys, clock: WallClock) throws {
        self.identifiers = identifiers
        codes = try DerivedCodes(keys: keys, purpose: "movie-bag audit 1")
        self.clock = clock
    }

    /// For a command, which records nothing of addresses without an account.
    package init(identifiers: ObjectIDGenerator, clock: WallClock) {
        self.identifiers = identifiers
        codes = nil
        self.clock = clock
    }

    func entry(
        _ kind: AuditKind, of account: AccountID?, by actor: AccountID?, from client: Client?, detail: String?
    ) -> AuditEntry {
        let id = identifiers.next()
        return AuditEntry(
            id: AuditEntryID(id), kind: kind, account: account, actor: actor, client: client, request: client?.request,
            detail: detail, sum: sums.count(kind, at: clock.now, newID: id))
    }

    func code(for address: EmailAddress?, as sent: [UInt8]) throws -> String {
        guard let codes else { return "address unknown" }
        let name = address.map { Array($0.caseFolded.utf8) } ?? sent
        let code = try codes.authenticationCode(for: name[...])
        return "address \(ObjectID(bytes: Array(code.prefix(12))).map { "\($0)" } ?? "unknown")"
    }
}
