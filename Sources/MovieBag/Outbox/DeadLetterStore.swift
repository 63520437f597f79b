/// Where dead letters end. A store belongs to one thread.
package protocol DeadLetterStore {
    /// Removes dead letters that were given up before a time, at most `limit`; returns whether there may be more.
    ///
    /// Throws what ``Storage`` says when it could not be done.
    func removeDeadLetters(before time: UnixTime, limit: Int) throws -> Bool
}
