/// What one account may have and write, at one moment.
package struct MovieQuota: Sendable, Equatable {
    /// Movies that it may have added, those that are removed not counted.
    package let movies: Int
    /// Bytes of movies that it may write in a day.
    package let bytesPerDay: Int
    private let time: UnixTime

    package init(movies: Int, bytesPerDay: Int, at time: UnixTime) {
        self.movies = movies
        self.bytesPerDay = bytesPerDay
        self.time = time
    }

    /// That of every account, by the limits of the site.
    init(_ limits: Limits, at time: UnixTime) {
        self.init(movies: limits.moviesPerAccount, bytesPerDay: limits.bytesPerDay, at: time)
    }

    /// The day for which bytes are counted, in UTC, from 1970-01-01 on.
    package var day: Int64 { time.seconds / Self.secondsOfDay }

    /// Too many bytes were written on this day: the next one begins anew.
    package func bytesReached(by account: AccountID) -> LimitReached {
        LimitReached(retryAfter: Self.secondsOfDay - time.seconds % Self.secondsOfDay, account: account)
    }

    /// There are too many movies. No time makes room for another one, only removing does: asking again on another day is
    /// often enough.
    package func moviesReached(by account: AccountID) -> LimitReached {
        LimitReached(retryAfter: Self.secondsOfDay, account: account, isOfMovies: true)
    }

    private static let secondsOfDay: Int64 = 86_400
}
