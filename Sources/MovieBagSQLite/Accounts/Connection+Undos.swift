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

    /// The place of the newest one; `nil` when there is none.
    func latestUndo(of account: AccountID) throws -> Int64? {
        try query("SELECT max(issued) FROM links WHERE account = ?1 AND purpose = 'undo'", .blob(account.bytes)) {
            row in try row.step() && !row.isNull(0) ? row.integer(0) : nil
        }
    }

    /// Puts one that was just made behind the others.
    func placeUndo(_ fingerprint: TokenFingerprint, after latest: Int64?) throws(SQLiteError) {
        guard let latest else { return }
        try run(
            "UPDATE links SET issued = max(issued, ?2) WHERE fingerprint = ?1", .blob(fingerprint.bytes),
            .integer(latest + 1))
    }

    /// Makes those void that came after another, and takes the mails out that carry them.
    func voidUndos(of account: AccountID, after place: Int64) throws {
        let void = try query(
            "DELETE FROM links WHERE account = ?1 AND purpose = 'undo' AND issued > ?2 RETURNING fingerprint",
            .blob(account.bytes), .integer(place)
        ) { row in
            var void: Set<[UInt8]> = []
            while try row.step() { void.insert(row.bytes(0)) }
            return void
        }
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
