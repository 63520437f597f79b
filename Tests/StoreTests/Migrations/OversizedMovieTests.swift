import MovieBag
import SQLite
import TestFiles
import Testing

@testable import MovieBagSQLite

/// Movies from before there was a limit of the bytes that casts and genres have together.
@Suite struct OversizedMovieTests {
    private let directory: TemporaryDirectory
    private var database: String { directory["movie-bag.db"] }

    /// A database with movies 1 to 5, of which 2 and 4 are larger than is taken now, 4 by bytes and not by characters, and
    /// 5 is as large as is taken.
    init() throws {
        directory = try TemporaryDirectory()
        let open = try Database(path: database) { _ in }
        defer { open.close() }
        let store = open.makeStore(blockingRegion: UnannouncedBlockingRegion())
        try store.add(Sample.account(1))
        for number in 1...5 { try store.add(Sample.movie(number, owner: 1)) }
        let writer = try Connection(path: database, mode: .writer)
        for (number, letter, count) in [(2, "x", 65_537), (4, "\u{E9}", 32_769), (5, "x", 65_536)] {
            try writer.run(
                "UPDATE movies SET casts = ?2, genres = '' WHERE id = ?1", .blob(Sample.objectID(number).bytes),
                .text(String(repeating: letter, count: count)))
        }
    }

    @Test(arguments: [1, 2, 4, 5, 6, 5000]) func theyAreFoundInPartsOfAnySize(part: Int) throws {
        let found = try DatabaseInspection.oversizedMovies(in: database, within: .seconds(60), part: part)
        #expect(found.count == 2 && found.first == [2, 4].map { MovieID(Sample.objectID($0)) })
        #expect(found.lookedAt == 5 && found.isComplete)
    }

    @Test func itEndsWithItsTime() throws {
        let found = try DatabaseInspection.oversizedMovies(in: database, within: .zero, part: 2)
        #expect(found.count == 1 && found.lookedAt == 2 && !found.isComplete)
    }

    @Test func tenAreNamedAtMost() throws {
        let open = try Database(path: database) { _ in }
        let store = open.makeStore(blockingRegion: UnannouncedBlockingRegion())
        for number in 6...16 { try store.add(Sample.movie(number, owner: 1)) }
        open.close()
        try Connection(path: database, mode: .writer).execute("UPDATE movies SET casts = hex(zeroblob(40000))")
        let found = try SQLiteMaintenance(path: database).oversizedMovies(within: .seconds(60))
        #expect(found.count == 16 && found.first == (1...10).map { MovieID(Sample.objectID($0)) })
    }
}
