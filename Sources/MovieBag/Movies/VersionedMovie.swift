/// A movie as it was read, with its version at that moment.
///
/// Tests: MovieVersionTests.swift
package struct VersionedMovie: Sendable, Equatable {
    package let movie: Movie
    package let version: Revision

    package init(_ movie: Movie, version: Revision) {
        self.movie = movie
        self.version = version
    }
}
