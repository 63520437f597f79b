/// A movie as it was read, with its revision at that moment.
///
/// Tests: MovieRevisionTests.swift
package struct RevisedMovie: Sendable, Equatable {
    package let movie: Movie
    package let revision: Revision

    package init(_ movie: Movie, revision: Revision) {
        self.movie = movie
        self.revision = revision
    }
}
