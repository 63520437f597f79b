/// How long and how often a reset may be repeated: the same token with the same password.
///
/// Tests: RepeatedFormTests.swift
package enum RepeatedReset {
    /// In seconds after the reset.
    package static let lifetime: Int64 = 600
    /// Repetitions, with whichever password: a used link is no way to find out what the password is.
    package static let tries: Int64 = 3
}
