/// Movies that break a rule which is younger than they are. They can be read, removed, and changed in their other members.
///
/// Tests: LegacyMovieTests.swift
package struct LegacyMovies: Sendable, Equatable {
    /// A rule that stored movies may break.
    package enum Rule: CaseIterable, Sendable {
        /// Cast and genres have at most ``Labels/mostTogether`` bytes together.
        case size
        /// A list has no text twice.
        case repetition
        /// A name is of one movie, whatever scalars it is written in.
        case name
    }

    /// Those that break a rule.
    package struct Found: Sendable, Equatable {
        package var count = 0
        /// The first of them, in the order of their identifiers.
        package var first: [MovieID] = []

        package init() {}
    }

    /// So many are named at most.
    package static let mostNamed = 10

    private var found: [Rule: Found] = [:]
    package var lookedAt = 0
    /// Whether every movie was looked at.
    package var isComplete = false

    package init() {}

    package subscript(_ rule: Rule) -> Found { found[rule] ?? Found() }

    /// Counts a movie that breaks a rule, after all that have smaller identifiers.
    package mutating func count(_ id: MovieID, against rule: Rule) {
        found[rule, default: Found()].count += 1
        if self[rule].count <= Self.mostNamed { found[rule]?.first.append(id) }
    }
}
