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

    /// The name that it has, or one that tells it from most others, made from its identifier.
    package var shownName: String { name?.text ?? "Member \(account.description.suffix(4))" }
}
