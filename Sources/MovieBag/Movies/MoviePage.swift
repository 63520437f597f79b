/// Some movies in the order of their identifiers, in one buffer: a page costs two allocations, not four a movie.
package struct MoviePage: Sendable {
    /// Where one movie stands in ``MoviePage/storage``.
    package struct Entry: Sendable {
        package let id: Range<Int>
        package let name: Range<Int>
        package let cast: Range<Int>
        package let genres: Range<Int>
        package let owner: Range<Int>

        package init(id: Range<Int>, name: Range<Int>, cast: Range<Int>, genres: Range<Int>, owner: Range<Int>) {
            self.id = id
            self.name = name
            self.cast = cast
            self.genres = genres
            self.owner = owner
        }
    }

    /// A page that has grown to so many bytes ends there, and says that more follow: movies may be large, and memory
    /// for a request must stay bounded.
    package static let fullAt = 16 << 20

    /// Identifiers as twelve bytes, names as UTF-8, cast and genres as JSON arrays.
    package var storage: [UInt8] = []
    package var entries: [Entry] = []
    /// The version of the whole collection that this is a page of.
    package let version: Version
    /// Whether more movies follow the last one here.
    package var hasMore = false

    package init(version: Version) {
        self.version = version
    }

    /// Whether a movie more would be one too many on a page of `limit`.
    package func isFull(limit: Int) -> Bool {
        entries.count >= limit || storage.count >= Self.fullAt
    }

    /// The identifier of the last movie here, which the next page starts after.
    package var last: MovieID? {
        entries.last.flatMap { MovieID(bytes: Array(storage[$0.id])) }
    }
}
