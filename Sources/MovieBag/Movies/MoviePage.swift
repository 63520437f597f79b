/// What is to be said of a page of movies, besides the movies themselves, which a ``MovieSink`` took.
///
/// Tests: MovieStoreTests.swift
package struct MoviePage: Sendable, Equatable {
    /// A page ends before the movie with which it would have more bytes, and says that more follow: memory for a request
    /// must stay bounded. A movie that has more by itself is a page of its own.
    package static let fullAt = 1 << 20

    /// The revision of the whole collection that this is a page of.
    package let revision: Revision
    /// The identifier of the last movie when more follow, which the next page starts after; `nil` on the last page.
    package let next: MovieID?

    package init(revision: Revision, next: MovieID?) {
        self.revision = revision
        self.next = next
    }
}
