import MovieBag
import SQLite

extension MoviePage {
    /// Reads rows with the columns id, name, casts, genres, added_by until the page is full.
    init(reading row: Statement, limit: Int, version: Version) throws {
        self.init(version: version)
        // Room for an ordinary page; a larger one grows, and a short list wastes little.
        reserve(min(limit, 64))
        while try row.step() {
            guard !isFull(limit: limit) else {
                hasMore = true
                break
            }
            row.append(firstColumns: 5, to: &storage, ends: &ends)
        }
    }
}
