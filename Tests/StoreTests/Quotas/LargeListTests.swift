import MovieBag
import Testing

@Suite("Lists that are too large together")
struct LargeListTests {
    private static let owner = AccountID(Sample.objectID(1))
    private static let id = MovieID(Sample.objectID(1))

    /// A list of so many bytes of JSON.
    private static func list(_ bytes: Int) throws -> Labels {
        var texts: [[UInt8]] = []
        // Brackets, and for each text two quotes and, but for the first, a comma.
        var rest = bytes - 2
        while rest > 0 {
            let length = min(200, rest - (texts.isEmpty ? 2 : 3))
            // Nothing is left over that would be too short for a text.
            let taken = rest - length - 3 > 0 && rest - length - 3 < 4 ? length - 4 : length
            // Each is different: its number, then as much as is wanted.
            let number = Array("\(texts.count)".utf8)
            texts.append(Array((number + Array(repeating: 0x78, count: 200)).prefix(taken)))
            rest -= taken + (texts.count == 1 ? 2 : 3)
        }
        let labels = try Labels(texts, field: "casts")
        #expect(labels.json.count == bytes)
        return labels
    }

    /// A movie with lists of so many bytes, which an earlier version may have taken.
    private static func store(_ backend: Backend, cast: Int, genres: Int) throws -> any MovieStore {
        let store = try backend.open().makeStore()
        try store.add(Sample.account(1))
        try store.add(
            Movie(
                id: id, name: MovieName(Array("Movie 1".utf8)), cast: list(cast), genres: list(genres), owner: owner))
        return store
    }

    private static func change(name: String? = nil, cast: Int? = nil, genres: Int? = nil) throws -> MovieChange {
        MovieChange(
            name: try name.map { try MovieName(Array($0.utf8)) }, cast: try cast.map { try list($0) },
            genres: try genres.map { try list($0) })
    }

    @Test func aDraftMayHave64KiB() throws {
        let name = try MovieName(Array("x".utf8))
        _ = try MovieDraft(name: name, cast: Self.list(32_768), genres: Self.list(32_768))
        #expect(throws: Labels.tooLargeTogether) {
            try MovieDraft(name: name, cast: Self.list(32_768), genres: Self.list(32_769))
        }
    }

    @Test(arguments: Backend.allCases) func aChangeIsJudgedWithTheListThatStays(backend: Backend) throws {
        let store = try Self.store(backend, cast: 30_000, genres: 30_000)
        for change in [
            try Self.change(cast: 35_537), try Self.change(genres: 35_537),
            try Self.change(cast: 32_768, genres: 32_769),
        ] {
            #expect(throws: Labels.tooLargeTogether) { try store.change(Self.id, by: Self.owner, to: change) }
            // That it is another account's movie is all that is said.
            #expect(throws: MovieError.changeForbidden) {
                try store.change(Self.id, by: AccountID(Sample.objectID(2)), to: change)
            }
            #expect(throws: MovieError.revisionMismatch) {
                try store.change(Self.id, by: Self.owner, to: change, ifRevisionIn: [])
            }
        }
        try store.change(Self.id, by: Self.owner, to: Self.change(cast: 35_536))
        try store.change(Self.id, by: Self.owner, to: Self.change(cast: 500, genres: 35_000))
        #expect(try store.movie(Self.id)?.movie.genres.json.count == 35_000)
    }

    @Test(arguments: Backend.allCases)
    func anOlderMovieWithMoreStaysReadableChangeableAndRemovable(backend: Backend) throws {
        let store = try Self.store(backend, cast: 40_000, genres: 38_000)
        #expect(try store.movie(Self.id)?.movie.cast.json.count == 40_000)
        // Without its lists, with one of them, with both, as they are.
        for change in [
            try Self.change(name: "a"), try Self.change(name: "b", cast: 40_000), try Self.change(genres: 38_000),
            try Self.change(name: "c", cast: 40_000, genres: 38_000),
        ] {
            try store.change(Self.id, by: Self.owner, to: change)
        }
        #expect(try store.movie(Self.id)?.movie.name.utf8 == Array("c".utf8))
        // Other lists that are too large together, be they smaller than before.
        for change in [try Self.change(cast: 30_000), try Self.change(name: "d", cast: 40_000, genres: 37_000)] {
            #expect(throws: Labels.tooLargeTogether) { try store.change(Self.id, by: Self.owner, to: change) }
        }
        try store.change(Self.id, by: Self.owner, to: Self.change(cast: 20_000))
        try store.remove(Self.id, by: Self.owner)
        #expect(try store.movie(Self.id) == nil)
    }
}
