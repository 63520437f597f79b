/// What the accounts that are neither disabled nor removed note of one movie.
///
/// Tests: MarkStoreTests.swift
package struct MovieMarks: Sendable, Equatable {
    /// So many marks of a movie are looked at for the average, those of the accounts that joined first.
    package static let mostCounted = 10_000

    /// How many ratings there are.
    package let count: Int
    /// The sum of them.
    package let sum: Int
    /// Some of the marks, in the order of the identifiers of accounts.
    package let marks: [GivenMark]

    package init(count: Int, sum: Int, marks: [GivenMark]) {
        self.count = count
        self.sum = sum
        self.marks = marks
    }

    /// The average in hundredths, rounded to the nearest; `nil` without a rating.
    package var averageInHundredths: Int? {
        count == 0 ? nil : (200 * sum + count) / (2 * count)
    }
}

/// A mark with the account that gives it.
///
/// Tests: MarkStoreTests.swift
package struct GivenMark: Sendable, Equatable {
    package let account: AccountID
    /// `nil` when it has chosen none.
    package let name: DisplayName?
    /// Its note is for the account alone: empty where others read it.
    package let mark: Mark

    package init(account: AccountID, name: DisplayName?, mark: Mark) {
        self.account = account
        self.name = name
        self.mark = mark
    }

    package var shownName: String { DisplayName.shown(name, of: account) }
}

/// A mark with the movie that it is of.
///
/// Tests: MarkStoreTests.swift
package struct OwnMark: Sendable, Equatable {
    package let movie: MovieID
    package let mark: Mark

    package init(movie: MovieID, mark: Mark) {
        self.movie = movie
        self.mark = mark
    }
}
