import MovieBag
import SQLite

extension MoviePage {
    /// Reads rows with the columns id, name, casts, genres, added_by until the page is full.
    init(reading row: Statement, limit: Int, version: Version) throws {
        self.init(version: version)
        // Room for an ordinary page; a larger one grows, and a short list wastes little.
        entries.reserveCapacity(min(limit, 64))
        storage.reserveCapacity(min(limit, 64) * 192)
        while try row.step() {
            guard !isFull(limit: limit) else {
                hasMore = true
                break
            }
            append(row)
        }
    }

    private mutating func append(_ row: Statement) {
        let start = storage.count
        row.append(0, to: &storage)
        let name = storage.count
        row.append(1, to: &storage)
        let cast = storage.count
        row.append(2, to: &storage)
        let genres = storage.count
        row.append(3, to: &storage)
        let owner = storage.count
        row.append(4, to: &storage)
        entries.append(
            Entry(
                id: start..<name, name: name..<cast, cast: cast..<genres, genres: genres..<owner,
                owner: owner..<storage.count))
    }
}
