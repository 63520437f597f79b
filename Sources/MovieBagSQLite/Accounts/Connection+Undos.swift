import Mail
import MovieBag
import SQLite

/// The links that undo changes of the address of an account, in the order of the changes, whatever the clock said: `issued` is
/// the place of each, a second after the one before it at the least.
///
/// Tests: AddressChangeStoreTests.swift
extension Connection {
    /// The place of the link by which an account first gets this address back; `nil` when none does.
    func oldestUndo(to address: EmailAddress, of account: AccountID, at now: UnixTime) throws -> Int64? {
        try query(
            """
            SELECT min(issued) FROM links WHERE account = ?1 AND purpose = 'undo' AND address = ?2 AND expires > ?3
            """, .blob(account.bytes), .text(address.text), .integer(now.seconds)
        ) { row in try row.step() && !row.isNull(0) ? row.integer(0) : nil }
    }

    /// Puts one that was just made behind the others.
    func placeUndo(_ fingerprint: TokenFingerprint, of account: AccountID) throws(SQLiteError) {
        try run(
            """
            UPDATE links SET issued = max(issued, coalesce(1 + (
                SELECT max(issued) FROM links WHERE account = ?2 AND purpose = 'undo' AND fingerprint <> ?1), issued))
            WHERE fingerprint = ?1
            """, .blob(fingerprint.bytes), .blob(account.bytes))
    }

    /// Makes those void that came after another, and takes the mails out that carry them.
    func voidUndos(of account: AccountID, after place: Int64) throws {
        let void = try query(
            "DELETE FROM links WHERE account = ?1 AND purpose = 'undo' AND issued > ?2 RETURNING fingerprint",
            .blob(account.bytes), .integer(place)
        ) { try $0.fingerprints() }
        try dropMails(about: account.value, withLinksIn: void)
    }

    /// The addresses that an account may have back.
    func reservedAddresses(of account: AccountID, at now: UnixTime) throws -> [EmailAddress] {
        try query(
            "SELECT DISTINCT address FROM links WHERE account = ?1 AND purpose = 'undo' AND expires > ?2",
            .blob(account.bytes), .integer(now.seconds)
        ) { row in
            var addresses: [EmailAddress] = []
            while try row.step() { addresses.append(try row.emailAddress(0)) }
            return addresses
        }
    }
}
