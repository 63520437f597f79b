/// A movie as it was read, with its version at that moment.
package struct VersionedMovie: Sendable, Equatable {
    package let movie: Movie
    package let version: Version

    package init(_ movie: Movie, version: Version) {
        self.movie = movie
        self.version = version
    }
}
