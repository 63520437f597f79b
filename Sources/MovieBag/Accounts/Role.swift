/// What an account may do beyond what every account may.
///
/// Tests: DepartureTests.swift
package enum Role: String, CaseIterable, Sendable {
    case member
    /// May change and remove every movie, and administer accounts.
    case administrator
}
