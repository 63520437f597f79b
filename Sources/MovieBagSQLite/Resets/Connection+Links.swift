import MovieBag
import SQLite

/// Tests: LinkSpacingTests.swift
extension Connection {
    /// Keeps a link and the mail that carries it, unless its account has links enough.
    ///
    /// - Returns: whether it was kept.
    func makeLink(_ reset: PendingReset, within limits: Limits) throws -> Bool {
        guard try limits.linksPerAccount == .max || makeRoom(for: reset.claims, limits.linksPerAccount) else {
            return false
        }
        try run(
            "INSERT INTO links (fingerprint, purpose, account, issued, expires) VALUES (?1, ?2, ?3, ?4, ?5)",
            .blob(reset.claims.fingerprint.bytes), .text(reset.claims.purpose.rawValue),
            .blob(reset.claims.account.bytes), .integer(reset.claims.issued), .integer(reset.claims.expires))
        try post(reset.mail)
        return true
    }

    /// Sees to it that an account has fewer good links than `most`, if the newest of them is old enough.
    private func makeRoom(for claims: TokenClaims, _ most: Int) throws -> Bool {
        let account = SQLValue.blob(claims.account.bytes)
        let (now, spacing) = (claims.issued, Limits.linkSpacing(lifetime: claims.expires - claims.issued))
        // A link of the future is from before the clock was set right, and counts as the oldest.
        let (good, newest) = try query(
            """
            SELECT count(*), max(iif(issued <= ?3, issued, 0)) FROM links
            WHERE account = ?1 AND purpose = 'reset' AND repetitions IS NULL AND expires > ?2
            """,
            account, .integer(now), .integer(now + spacing)
        ) { row in
            try row.step() ? (Int(row.integer(0)), row.integer(1)) : (0, 0)
        }
        guard good >= most else { return true }
        guard newest <= now - spacing else { return false }
        let void = try query(
            """
            DELETE FROM links WHERE fingerprint IN (
                SELECT fingerprint FROM links
                WHERE account = ?1 AND purpose = 'reset' AND repetitions IS NULL AND expires > ?2
                ORDER BY iif(issued <= ?3, issued, 0) DESC, expires DESC LIMIT -1 OFFSET ?4)
            RETURNING fingerprint
            """,
            account, .integer(now), .integer(now + spacing), .integer(Int64(most) - 1)
        ) { row in
            var void: Set<[UInt8]> = []
            while try row.step() { void.insert(row.bytes(0)) }
            return void
        }
        try dropMails(of: account, withLinksIn: void)
        return true
    }

    /// Takes mails out whose links are void. A row has the id of its token, and not the fingerprint of that.
    private func dropMails(of account: SQLValue, withLinksIn void: Set<[UInt8]>) throws {
        let mails = try query("SELECT id, token_id FROM outbox WHERE account = ?1 AND kind = 'reset'", account) {
            row in
            var mails: [[UInt8]] = []
            while try row.step() {
                if void.contains(TokenFingerprint(tokenID: row.text(1)).bytes) { mails.append(row.bytes(0)) }
            }
            return mails
        }
        for id in mails { try run("DELETE FROM outbox WHERE id = ?1", .blob(id)) }
    }
}
