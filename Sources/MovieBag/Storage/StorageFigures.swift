/// The mails that an administrator should know of.
///
/// Tests: DatabaseInspectionTests.swift
package struct MailFigures: Sendable, Equatable {
    /// Those that have failed before or should have left a minute ago.
    package let late: Int
    /// Dead letters.
    package let dead: Int

    package init(late: Int, dead: Int) {
        self.late = late
        self.dead = dead
    }
}

/// Movies whose cast and genres are larger together than is taken now (``Labels/mostTogether``), from before there was that
/// limit. They can be read, removed, and changed in their other members.
///
/// Tests: OversizedMovieTests.swift
package struct OversizedMovies: Sendable, Equatable {
    /// So many are named at most.
    package static let mostNamed = 10

    package var count = 0
    /// The first of them, in the order of their identifiers.
    package var first: [MovieID] = []
    package var lookedAt = 0
    /// Whether every movie was looked at.
    package var isComplete = false

    package init() {}
}

/// What all clients together have used up of what bounds the mails with links.
package struct LinkFigures: Sendable, Equatable {
    /// Links that were made within an hour.
    package let made: Int
    /// Mails that wait, dead letters not counted.
    package let waiting: Int

    package init(made: Int, waiting: Int) {
        self.made = made
        self.waiting = waiting
    }
}
