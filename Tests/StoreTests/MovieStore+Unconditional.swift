import MovieBag

extension MovieStore {
    /// Changes a movie whatever its version is.
    func change(_ id: MovieID, by owner: AccountID, to change: MovieChange) throws {
        try self.change(id, by: owner, to: change, ifVersionIn: nil)
    }

    /// Removes a movie whatever its version is.
    func remove(_ id: MovieID, by owner: AccountID) throws {
        try remove(id, by: owner, ifVersionIn: nil)
    }
}
