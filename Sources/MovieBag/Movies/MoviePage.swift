/// Some movies in the order of their identifiers, in one buffer: a page costs two allocations, not four a movie.
package struct MoviePage: Sendable {
    /// Where one movie stands in ``MoviePage/storage``.
    package struct Entry: Sendable {
        package let id: Range<Int>
        package let name: Range<Int>
        package let cast: Range<Int>
        package let genres: Range<Int>
        package let owner: Range<Int>
    }

    /// A page that has grown to so many bytes ends there, and says that more follow: movies may be large, and memory
    /// for a request must stay bounded.
    package static let fullAt = 16 << 20

    /// Identifiers as twelve bytes, names as UTF-8, cast and genres as JSON arrays.
    package var storage: [UInt8] = []
    /// Where each of these ends, five for a movie: identifier, name, cast, genres, owner.
    package var ends: [Int] = []
    /// The version of the whole collection that this is a page of.
    package let version: Version
    /// Whether more movies follow the last one here.
    package var hasMore = false

    package init(version: Version) {
        self.version = version
    }

    /// Makes room for so many movies of ordinary size.
    package mutating func reserve(_ count: Int) {
        storage.reserveCapacity(count * 192)
        ends.reserveCapacity(count * 5)
    }

    /// How many movies there are.
    package var count: Int { ends.count / 5 }

    /// Where the movie at `index`, from 0, stands.
    package subscript(index: Int) -> Entry {
        let first = index * 5
        let start = index == 0 ? 0 : ends[first - 1]
        return Entry(
            id: start..<ends[first], name: ends[first]..<ends[first + 1], cast: ends[first + 1]..<ends[first + 2],
            genres: ends[first + 2]..<ends[first + 3], owner: ends[first + 3]..<ends[first + 4])
    }

    /// Whether a movie more would be one too many on a page of `limit`.
    package func isFull(limit: Int) -> Bool {
        count >= limit || storage.count >= Self.fullAt
    }

    /// The identifier of the last movie here, which the next page starts after.
    package var last: MovieID? {
        count == 0 ? nil : MovieID(bytes: Array(storage[self[count - 1].id]))
    }
}
