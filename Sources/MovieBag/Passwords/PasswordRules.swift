import Cryptography

/// What an operator decides of new passwords.
///
/// Tests: PasswordPolicyTests.swift
package struct PasswordRules: Sendable {
    /// What ``minimum`` may be: every password has 8 bytes, and sentences that can be remembered have more than 128.
    package static let minimums = Password.lengths.lowerBound...128

    /// The fewest bytes of a new password, within ``minimums``.
    package var minimum = Self.minimums.lowerBound
    /// Passwords that are refused besides the common ones.
    package var list: PasswordList?
    /// Hashes of passwords that are known from data breaches.
    package var breached: SortedHashFile?

    package init() {}
}
