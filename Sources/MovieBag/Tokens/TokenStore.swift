/// Where the traces of tokens of every purpose, and of requests with a key, are kept. A store belongs to one thread.
package protocol TokenStore {
    /// Removes traces whose time is up, at most `limit` of each purpose; returns whether there may be more.
    ///
    /// - Throws: what ``Storage`` says.
    func removeExpired(at now: UnixTime, limit: Int) throws -> Bool
}
