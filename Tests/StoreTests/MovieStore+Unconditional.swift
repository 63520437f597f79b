import MovieBag

extension MovieStore {
    /// Changes a movie whatever its revision is.
    @discardableResult
    func change(_ id: MovieID, by owner: AccountID, to change: MovieChange) throws -> RevisedMovie {
        try self.change(id, by: .owner(owner), to: change, if: .none, within: .unlimited)
    }

    /// Changes a movie of the account's own, if its revision is one of these.
    @discardableResult
    func change(
        _ id: MovieID, by owner: AccountID, to change: MovieChange, ifRevisionIn revisions: [Revision]?,
        within quota: MovieQuota = .unlimited
    ) throws -> RevisedMovie {
        try self.change(id, by: .owner(owner), to: change, if: .wanting(revisions), within: quota)
    }

    /// Adds a movie without a quota.
    @discardableResult
    func add(_ movie: Movie) throws -> RevisedMovie {
        try add(movie, within: .unlimited)
    }

    /// Removes a movie of the account's own, whatever its revision is.
    func remove(_ id: MovieID, by owner: AccountID) throws {
        try remove(id, by: .owner(owner), if: .none, as: Sample.removal(of: id))
    }

    /// Removes a movie of the account's own, if its revision is one of these.
    func remove(_ id: MovieID, by owner: AccountID, ifRevisionIn revisions: [Revision]?) throws {
        try remove(id, by: .owner(owner), if: .wanting(revisions), as: Sample.removal(of: id))
    }

    /// Removes a movie, if its revision is one of these.
    func remove(_ id: MovieID, by editor: MovieEditor, ifRevisionIn revisions: [Revision]?) throws {
        try remove(id, by: editor, if: .wanting(revisions), as: Sample.removal(of: id))
    }
}

extension RevisionCondition {
    /// Holds for these revisions, or for all without any.
    static func wanting(_ revisions: [Revision]?) -> RevisionCondition {
        revisions.map { RevisionCondition(wanted: .these($0)) } ?? .none
    }
}

extension MovieQuota {
    static let unlimited = MovieQuota(movies: .max, bytesPerDay: .max, at: Sample.now)
}
