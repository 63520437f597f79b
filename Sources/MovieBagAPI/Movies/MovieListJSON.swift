import JSON
import MovieBag

/// A bare array of movies, written while the storage reads them.
///
/// When it outgrows a small response, it takes the memory of a whole page for its response and grows no more. That memory is
/// the body of the response, so that a page is there once. How it takes a movie is in MovieMembers.swift.
///
/// Tests: PageMemoryTests.swift, MovieBagAPITests/Movies/Limits/LargePageTests.swift
struct MovieListJSON {
    var writer: JSONWriter
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

    /// Makes room for a movie with at most so many bytes.
    @inline(__always)
    mutating func makeRoom(for most: Int) throws(ResponseMemoryExhausted) {
        let needed = writer.bytes.count + most
        if needed > room { try grow(to: needed) }
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
