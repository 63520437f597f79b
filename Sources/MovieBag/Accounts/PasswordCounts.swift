import Cryptography

/// How many of some accounts have password hashes of which parameters.
///
/// Tests: PasswordCensusTests.swift, PasswordCountTests.swift
package struct PasswordCounts: Sendable, Equatable {
    /// The numbers of accounts by the parameters as they stand in ``PasswordHash/phcString``, such as `ln=15,r=8,p=3` or
    /// `2b$12`, or by anything else for a hash that cannot be checked.
    package private(set) var accounts: [String: Int]
    /// The account with the largest identifier; `nil` when there was no account.
    package private(set) var last: AccountID?

    package init(accounts: [String: Int], last: AccountID?) {
        self.accounts = accounts
        self.last = last
    }

    /// Adds those of the accounts that come next.
    package mutating func add(_ next: PasswordCounts) {
        accounts.merge(next.accounts, uniquingKeysWith: +)
        last = next.last ?? last
    }

    /// The same by what checking them costs, without those that cannot be checked.
    package var costs: [PasswordCost: Int] {
        // Those of bcrypt have three spellings each.
        Dictionary(
            accounts.compactMap { text, count in PasswordCost(text: text).map { ($0, count) } }, uniquingKeysWith: +)
    }
}
