/// A movie that was removed and can be brought back for a time.
///
/// Tests: MovieBagTests/Movies/RemovedMovieTests.swift
package struct RemovedMovie: Sendable, Equatable {
    /// That of the removal, so those of later removals are larger.
    package let id: RemovalID
    /// As it was, with its owner.
    package let movie: Movie
    /// Who removed it.
    package let remover: AccountID

    package init(id: RemovalID, movie: Movie, remover: AccountID) {
        self.id = id
        self.movie = movie
        self.remover = remover
    }

    /// When it was removed, to the second.
    package var removed: UnixTime { id.value.time }
    /// From when on it cannot be brought back.
    package var expires: UnixTime { removed + Self.keptFor }

    /// As many bytes as it may have as JSON, with what is said of its removal.
    package var mostBytesOfJSON: Int {
        220
            + MoviePage.mostBytes(
                name: movie.name.utf8.count, cast: movie.cast.json.count, genres: movie.genres.json.count)
    }

    /// How long it can be brought back.
    package static let keptFor = Duration.seconds(30 * 24 * 3600)

    /// The largest time of a removal that is over at another time.
    package static func lastExpired(at now: UnixTime) -> UnixTime { now + (.zero - keptFor) }

    /// So many removed movies are kept of those that one account had. Beyond that the oldest go for good, so that who adds and
    /// removes in a loop fills no disk.
    package static let mostOfAccount = 1_000
    /// The most bytes of name, casts and genres that they have together.
    package static let mostBytesOfAccount = 16 << 20
}

package typealias RemovalID = Identifier<RemovedMovie>

/// Some removed movies, the latest first.
package struct RemovedMoviePage: Sendable, Equatable {
    package let movies: [RemovedMovie]
    /// Behind which removal to go on; `nil` when there are no more.
    package let next: RemovalID?

    package init(movies: [RemovedMovie], next: RemovalID?) {
        self.movies = movies
        self.next = next
    }

    /// A page ends before the movie with which it would have more bytes.
    package static let fullAt = MoviePage.fullAt
}
