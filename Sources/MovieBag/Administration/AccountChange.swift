/// What an administrator changes of an account; `nil` for what stays.
///
/// Tests: AdministrationStoreTests.swift
package struct AccountChange: Sendable, Equatable {
    package let role: Role?
    package let isDisabled: Bool?

    /// - Throws: ``InvalidValue`` when nothing is to be changed.
    package init(role: Role? = nil, isDisabled: Bool? = nil) throws(InvalidValue) {
        guard role != nil || isDisabled != nil else { throw InvalidValue("body", "must have a member to change") }
        self.role = role
        self.isDisabled = isDisabled
    }

    /// Whether an account is already as this would make it.
    package func isMade(in account: Profile) -> Bool {
        (role ?? account.role) == account.role && (isDisabled ?? account.isDisabled) == account.isDisabled
    }
}
