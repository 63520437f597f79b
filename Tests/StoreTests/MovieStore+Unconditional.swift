import MovieBag

extension MovieStore {
    /// Changes a movie whatever its version is.
    func change(_ id: MovieID, by owner: AccountID, to change: MovieChange) throws {
        try self.change(id, by: .owner(owner), to: change, ifRevisionIn: nil, within: .unlimited)
    }

    /// Changes a movie without a quota.
    func change(_ id: MovieID, by owner: AccountID, to change: MovieChange, ifRevisionIn versions: [Revision]?) throws {
        try self.change(id, by: .owner(owner), to: change, ifRevisionIn: versions, within: .unlimited)
    }

    /// Adds a movie without a quota.
    func add(_ movie: Movie) throws {
        try add(movie, within: .unlimited)
    }

    /// Removes a movie whatever its version is.
    func remove(_ id: MovieID, by owner: AccountID) throws {
        try remove(id, by: .owner(owner), ifRevisionIn: nil)
    }

    /// Changes a movie of the account's own.
    func change(
        _ id: MovieID, by owner: AccountID, to change: MovieChange, ifRevisionIn revisions: [Revision]?,
        within quota: MovieQuota
    ) throws {
        try self.change(id, by: .owner(owner), to: change, ifRevisionIn: revisions, within: quota)
    }

    /// Removes a movie of the account's own.
    func remove(_ id: MovieID, by owner: AccountID, ifRevisionIn revisions: [Revision]?) throws {
        try remove(id, by: .owner(owner), ifRevisionIn: revisions)
    }
}

extension MovieQuota {
    static let unlimited = MovieQuota(movies: .max, bytesPerDay: .max, at: Sample.now)
}
