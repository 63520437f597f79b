import MovieBag

/// Keeps what a page shows.
struct CollectedMovies: MovieSink {
    private(set) var movies: [Movie] = []
    private(set) var byteCount = 0

    mutating func take(
        upTo most: Int, id: Span<UInt8>, name: Span<UInt8>, year: MovieYear?, imdb: Span<UInt8>, cast: Span<UInt8>,
        genres: Span<UInt8>, owner: Span<UInt8>
    ) {
        func copy(_ bytes: Span<UInt8>) -> [UInt8] { bytes.withUnsafeBufferPointer { Array($0) } }
        byteCount += id.count + name.count + cast.count + genres.count + owner.count
        guard let id = MovieID(bytes: copy(id)), let owner = AccountID(bytes: copy(owner)) else { return }
        movies.append(
            Movie(
                id: id, name: MovieName(stored: copy(name)), year: year,
                imdb: imdb.isEmpty ? nil : IMDbID(stored: copy(imdb)), cast: Labels(stored: copy(cast)),
                genres: Labels(stored: copy(genres)), owner: owner))
    }
}

/// A page with its movies.
struct CollectedPage {
    let movies: [Movie]
    let byteCount: Int
    let revision: Revision
    let next: MovieID?

    var names: [String] { movies.map { String(decoding: $0.name.utf8, as: UTF8.self) } }
}

extension MovieStore {
    func page(after position: MovieID?, limit: Int) throws -> CollectedPage {
        var sink = CollectedMovies()
        let page = try page(after: position, limit: limit, into: &sink)
        return CollectedPage(
            movies: sink.movies, byteCount: sink.byteCount, revision: page.revision, next: page.next)
    }
}
