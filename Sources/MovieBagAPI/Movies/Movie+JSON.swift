import JSON
import MovieBag

/// Tests: MovieTests.swift
extension Movie {
    /// `{"_id":{"$oid":…},"name":…,"casts":[…],"genres":[…],"added_by":{"$oid":…}}`
    var json: [UInt8] {
        var writer = JSONWriter()
        let (id, owner) = (id.bytes, owner.bytes)
        writer.movie(
            "", upTo: mostBytesOfJSON, id: id.span, name: name.utf8.span, cast: cast.json.span,
            genres: genres.json.span, owner: owner.span)
        return writer.bytes
    }

    /// As many bytes as ``json`` may have.
    var mostBytesOfJSON: Int {
        MoviePage.mostBytes(name: name.utf8.count, cast: cast.json.count, genres: genres.json.count)
    }
}

/// A bare array of movies, written while the storage reads them.
///
/// When it outgrows a small response, it takes the memory of a whole page for its response and grows no more. That memory is
/// the body of the response, so that a page is there once.
struct MovieListJSON: MovieSink {
    private var writer: JSONWriter
    private let budget: any ResponseBudget
    /// What it may grow to without asking.
    private var room = ResponseSize.small

    /// - Parameters:
    ///   - limit: how many movies there may be.
    ///   - budget: where the memory of a large page comes from.
    init(limit: Int, budget: any ResponseBudget) {
        self.budget = budget
        // Room for an ordinary page; a larger one grows, and a short list wastes little.
        writer = JSONWriter(reserving: 1024 + min(limit, 64) * 256)
    }

    var byteCount: Int { writer.bytes.count }

    mutating func take(
        upTo most: Int, id: Span<UInt8>, name: Span<UInt8>, cast: Span<UInt8>, genres: Span<UInt8>, owner: Span<UInt8>
    ) throws(ResponseMemoryExhausted) {
        let written = writer.bytes.count
        if written + most > room { try grow(to: written + most) }
        writer.movie(
            written == 0 ? "[" : ",", upTo: most, id: id, name: name, cast: cast, genres: genres, owner: owner)
    }

    @inline(never)
    private mutating func grow(to size: Int) throws(ResponseMemoryExhausted) {
        // A bracket closes it.
        let page = max(size, MoviePage.fullAt) + 1
        try budget.reserve(page)
        writer.bytes.reserveCapacity(page)
        room = page
    }

    /// The whole array, once every movie was taken.
    // Mutating: of a list that is consumed the compiler may keep a copy, and then the bracket copies the page.
    mutating func finish() -> [UInt8] {
        writer.raw(writer.bytes.isEmpty ? "[]" : "]")
        return writer.bytes
    }
}
