import MovieBag
import SQLite
import TestFiles
import Testing

@testable import MovieBagSQLite

/// Movies that break a rule which is younger than they are.
@Suite struct LegacyMovieTests {
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
        let found = try DatabaseInspection.legacyMovies(in: database, within: .seconds(60), part: part)
        #expect(found[.size].count == 2 && found[.size].first == [2, 4].map { MovieID(Sample.objectID($0)) })
        #expect(found.lookedAt == 5 && found.isComplete)
    }

    @Test func itEndsWithItsTime() throws {
        let found = try DatabaseInspection.legacyMovies(in: database, within: .zero, part: 2)
        #expect(found[.size].count == 1 && found.lookedAt == 2 && !found.isComplete)
    }

    @Test func tenAreNamedAtMost() throws {
        let open = try Database(path: database) { _ in }
        let store = open.makeStore(blockingRegion: UnannouncedBlockingRegion())
        for number in 6...16 { try store.add(Sample.movie(number, owner: 1)) }
        open.close()
        try Connection(path: database, mode: .writer).execute("UPDATE movies SET casts = hex(zeroblob(40000))")
        let found = try SQLiteMaintenance(path: database).legacyMovies(within: .seconds(60))
        #expect(found[.size].count == 16 && found[.size].first == (1...10).map { MovieID(Sample.objectID($0)) })
    }

    @Test func listsThatRepeatATextAndTwinsAreFoundToo() throws {
        let writer = try Connection(path: database, mode: .writer)
        try writer.execute(
            """
            UPDATE movies SET casts = '["Ana"]', genres = '[]';
            UPDATE movies SET casts = '["Ana","Bob","ANÁ"]' WHERE id = x'\(Sample.objectID(1))';
            UPDATE movies SET genres = '["ß","ss"]' WHERE id = x'\(Sample.objectID(3))';
            UPDATE movies SET key = 'Dune' || char(10) || '\(Sample.objectID(4))' WHERE id = x'\(Sample.objectID(4))';
            UPDATE movies SET key = 'Dune' || char(10) || '1984' WHERE id = x'\(Sample.objectID(5))';
            """)
        let found = try DatabaseInspection.legacyMovies(in: database, within: .seconds(60))
        #expect(found[.repetition].first == [1, 3].map { MovieID(Sample.objectID($0)) } && found[.size].count == 0)
        #expect(found[.name].first == [MovieID(Sample.objectID(4))])
    }
}
