import COpenSSL

/// Comparisons of secrets.
///
/// Tests: HashTests.swift
package enum ConstantTime {
    /// Whether two byte strings are equal, in a time that depends on their lengths only (CRYPTO_memcmp(3)).
    ///
    /// For everything that an attacker may guess at: an ordinary comparison stops at the first difference, and how long it
    /// took tells how much of the guess was right.
    package static func areEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        one.count == other.count && CRYPTO_memcmp(one, other, one.count) == 0
    }
}
