/// Where an index of searches follows the movies with a delay. A store belongs to one thread.
package protocol SearchIndexStore {
    /// Brings the index up to date with movies that were changed, if more than a few wait, so that searches need not look at those
    /// one by one.
    ///
    /// - Throws: what ``Storage`` says.
    func updateSearchIndex() throws
}
