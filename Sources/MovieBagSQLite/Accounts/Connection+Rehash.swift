import MovieBag
import SQLite

/// Tests: RehashStoreTests.swift
extension Connection {
    /// Stores the same password as it was hashed anew, if it was. The count that is raised says that it is the same one.
    func renewPassword(by logIn: LogIn) throws {
        guard let renewed = logIn.renewed else { return }
        try run(
            "UPDATE accounts SET password = ?3, rehashes = rehashes + 1 WHERE id = ?1 AND password = ?2",
            .blob(logIn.session.account.bytes), .text(logIn.password.phcString), .text(renewed.phcString))
        guard changes == 1 else { throw AccountError.wrongCredentials }
    }
}
