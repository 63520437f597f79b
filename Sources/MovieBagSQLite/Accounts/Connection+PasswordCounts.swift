import MovieBag
import SQLite

/// Tests: PasswordCountTests.swift
extension Connection {
    /// Counts the next accounts by the parameters of their password hashes. Nothing else of a hash leaves SQLite.
    func passwordCounts(after last: AccountID?, limit: Int) throws -> PasswordCounts {
        // The parameters of scrypt stand between the second and the third dollar sign, those of bcrypt between the first
        // and the third.
        try query(
            """
            SELECT CASE WHEN substr(password, 1, 8) = '$scrypt$'
                    THEN substr(password, 9, instr(substr(password, 9), '$') - 1)
                    WHEN substr(password, 1, 2) = '$2' AND substr(password, 7, 1) = '$' THEN substr(password, 2, 5)
                    ELSE '' END AS parameters,
                count(*), max(id)
            FROM (SELECT id, password FROM accounts WHERE id > ?1 ORDER BY id LIMIT ?2) GROUP BY parameters
            """, .blob(last?.bytes ?? []), .integer(Int64(limit))
        ) { row in
            var accounts: [String: Int] = [:]
            var largest: [UInt8] = []
            while try row.step() {
                accounts[row.text(0)] = Int(row.integer(1))
                let last = row.bytes(2)
                if largest.lexicographicallyPrecedes(last) { largest = last }
            }
            return PasswordCounts(accounts: accounts, last: AccountID(bytes: largest))
        }
    }
}

extension SQLiteStore: PasswordCountStore {
    func passwordCounts(after last: AccountID?, limit: Int) throws -> PasswordCounts {
        try read { try $0.passwordCounts(after: last, limit: limit) }
    }
}
