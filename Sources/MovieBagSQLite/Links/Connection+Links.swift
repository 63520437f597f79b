import Mail
import MovieBag
import SQLite

/// Tests: LinkSpacingTests.swift
extension Connection {
    /// Keeps a link and the mail that carries it, unless its account has links enough, is disabled or gone.
    ///
    /// - Parameters:
    ///   - isMailed: whether the mail is kept too.
    ///   - wish: what the sign-up asks for whose link it is.
    /// - Returns: whether it was kept.
    func makeLink(
        _ link: PendingLink, within limits: Limits, isMailed: Bool = true, for wish: SignUpWish = SignUpWish()
    )
        throws -> Bool
    {
        if !link.isOfSignUp, try isDisabled(link.claims.account) != false { return false }
        guard try limits.linksPerAccount == .max || makeRoom(for: link, limits.linksPerAccount) else {
            return false
        }
        try run(
            """
            INSERT INTO links (fingerprint, purpose, account, claim, issued, expires, address, name, invitation)
            VALUES (?1, ?2, iif(?7, NULL, ?3), iif(?7, ?3, NULL), ?4, ?5, ?6, ?8, ?9)
            """,
            .blob(link.claims.fingerprint.bytes), .text(link.claims.purpose.rawValue),
            .blob(link.claims.subject.bytes), .integer(link.claims.issued), .integer(link.claims.expires),
            .utf8(link.address.map { Array($0.text.utf8) }), .integer(link.isOfSignUp ? 1 : 0),
            .utf8(wish.name.map { Array($0.text.utf8) }), wish.invitation.map { .blob($0.bytes) } ?? .utf8(nil))
        if isMailed { try post(link.mail) }
        return true
    }

    /// Sees to it that an account or a pending sign-up has fewer good links of a purpose than `most`, if the newest of them is old
    /// enough.
    private func makeRoom(for link: PendingLink, _ most: Int) throws -> Bool {
        let claims = link.claims
        // One of both is null, and null equals nothing.
        let account = link.isOfSignUp ? SQLValue.utf8(nil) : .blob(claims.subject.bytes)
        let signUp = link.isOfSignUp ? SQLValue.blob(claims.subject.bytes) : .utf8(nil)
        let purpose = SQLValue.text(claims.purpose.rawValue)
        let (now, spacing) = (claims.issued, Limits.linkSpacing(lifetime: claims.expires - claims.issued))
        // A link of the future is from before the clock was set right, and counts as the oldest.
        let (good, newest) = try query(
            """
            SELECT count(*), max(iif(issued <= ?3, issued, 0)) FROM links
            WHERE (account = ?1 OR claim = ?4) AND purpose = ?5 AND repetitions IS NULL AND expires > ?2
            """,
            account, .integer(now), .integer(now + spacing), signUp, purpose
        ) { row in
            try row.step() ? (Int(row.integer(0)), row.integer(1)) : (0, 0)
        }
        guard good >= most else { return true }
        guard newest <= now - spacing else { return false }
        let void = try query(
            """
            DELETE FROM links WHERE fingerprint IN (
                SELECT fingerprint FROM links
                WHERE (account = ?1 OR claim = ?5) AND purpose = ?6 AND repetitions IS NULL AND expires > ?2
                ORDER BY iif(issued <= ?3, issued, 0) DESC, expires DESC LIMIT -1 OFFSET ?4)
            RETURNING fingerprint
            """,
            account, .integer(now), .integer(now + spacing), .integer(Int64(most) - 1), signUp, purpose
        ) { try $0.fingerprints() }
        try dropMails(about: claims.subject, withLinksIn: void)
        return true
    }

    /// Takes mails out whose links are void. A row has the id of its token, and not the fingerprint of that.
    func dropMails(about subject: ObjectID, withLinksIn void: Set<[UInt8]>) throws {
        guard !void.isEmpty else { return }
        let mails = try query(
            """
            SELECT id, token_id FROM outbox WHERE account = ?1 AND subject IS NULL AND token_id IS NOT NULL
            UNION ALL SELECT id, token_id FROM outbox WHERE subject = ?1 AND token_id IS NOT NULL
            """, .blob(subject.bytes)
        ) { row in
            var mails: [[UInt8]] = []
            while try row.step() {
                if void.contains(TokenFingerprint(tokenID: row.text(1)).bytes) { mails.append(row.bytes(0)) }
            }
            return mails
        }
        for id in mails { try run("DELETE FROM outbox WHERE id = ?1", .blob(id)) }
    }
}
