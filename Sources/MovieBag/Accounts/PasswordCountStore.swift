/// What a census of the stored passwords is made from. A store belongs to one thread.
///
/// Tests: PasswordCountTests.swift
package protocol PasswordCountStore {
    /// Counts the next accounts by the parameters of their password hashes, in the order of their identifiers.
    ///
    /// - Parameters:
    ///   - last: the account that the last part ended with; `nil` for the first part.
    ///   - limit: how many accounts are looked at.
    func passwordCounts(after last: AccountID?, limit: Int) throws -> PasswordCounts
}
