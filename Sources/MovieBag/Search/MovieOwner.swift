/// An account as others see it: by its name alone.
///
/// Tests: MovieBagAPITests/Search/PeopleTests.swift
package struct MovieOwner: Sendable, Equatable {
    package let account: AccountID
    private let name: DisplayName?

    package init(account: AccountID, name: DisplayName?) {
        self.account = account
        self.name = name
    }

    package var shownName: String { DisplayName.shown(name, of: account) }
}
