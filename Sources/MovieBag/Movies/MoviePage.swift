/// What is to be said of a page of movies, besides the movies themselves, which a ``MovieSink`` took.
package struct MoviePage: Sendable, Equatable {
    /// A page of which so many bytes were made ends there, and says that more follow: movies may be large, and memory for
    /// a request must stay bounded.
    package static let fullAt = 16 << 20

    /// The version of the whole collection that this is a page of.
    package let version: Version
    /// The identifier of the last movie when more follow, which the next page starts after; `nil` on the last page.
    package let next: MovieID?

    package init(version: Version, next: MovieID?) {
        self.version = version
        self.next = next
    }
}
