import MovieBag
import Testing

@Suite struct MarkStoreTests {
    private static func account(_ number: Int) -> AccountID { AccountID(Sample.objectID(number)) }
    private static func movie(_ number: Int) -> MovieID { MovieID(Sample.objectID(number)) }

    /// Three accounts, of which the first has two movies.
    private static func storage(_ backend: Backend) throws -> (storage: any TestedStorage, store: any Store) {
        let storage = try backend.open()
        let store = storage.makeStore()
        for number in 1...3 { try store.add(Sample.account(number)) }
        for number in 1...2 { try store.add(Sample.movie(number, owner: 1)) }
        return (storage, store)
    }

    private static func mark(_ rating: Int64?, watched: [String] = [], isWanted: Bool = false, note: String = "") throws
        -> Mark
    {
        Mark(
            rating: try rating.map { try Rating($0) },
            watched: try WatchedDays(watched.map { Array($0.utf8) }, at: Sample.now), isWanted: isWanted,
            note: try Note(Array(note.utf8)))
    }

    private static func put(_ mark: Mark, of movie: Int, by account: Int, in store: any MarkStore) throws {
        try store.mark(Self.movie(movie), by: Self.account(account), as: mark, within: .unlimited)
    }

    private static func departure(_ number: Int) throws -> Departure {
        let account = try Sample.account(number)
        return Departure(
            account: account.id, email: account.email, movies: .delete, confirmedBy: nil, notices: nil,
            time: Sample.now,
            notice: { address in
                OutboxMail(
                    id: OutboxMailID(Sample.objectID(90)), account: nil, to: address, content: .notice(.accountDeleted),
                    written: Sample.now)
            }, recording: Sample.entry(.accountDeleted, number: 90))
    }

    @Test(arguments: Backend.allCases) func aMarkIsReadAsItWasPut(backend: Backend) throws {
        let (_, store) = try Self.storage(backend)
        #expect(try store.mark(of: Self.movie(1), by: Self.account(2)) == .none)
        for mark in [
            try Self.mark(8, watched: ["2026-11-28", "1980-01-01"], isWanted: true, note: "with Ö\n"),
            try Self.mark(nil, note: "x"),
            try Self.mark(nil, watched: ["2000-02-29"]), try Self.mark(1),
        ] {
            try Self.put(mark, of: 1, by: 2, in: store)
            #expect(try store.mark(of: Self.movie(1), by: Self.account(2)) == mark)
        }
        // Of another movie and by another account there is none.
        #expect(try store.mark(of: Self.movie(2), by: Self.account(2)) == .none)
        #expect(try store.mark(of: Self.movie(1), by: Self.account(1)) == .none)
        for _ in 1...2 {
            try Self.put(.none, of: 1, by: 2, in: store)
            #expect(try store.mark(of: Self.movie(1), by: Self.account(2)) == .none)
        }
        #expect(try store.marks(of: Self.movie(1), after: nil, limit: 9).marks.isEmpty)
    }

    @Test(arguments: Backend.allCases) func aMovieThatIsNotThereHasNone(backend: Backend) throws {
        let (_, store) = try Self.storage(backend)
        #expect(throws: MovieError.unknown) { try store.mark(of: Self.movie(9), by: Self.account(1)) }
        for mark in [Mark.none, try Self.mark(3)] {
            #expect(throws: MovieError.unknown) { try Self.put(mark, of: 9, by: 1, in: store) }
        }
        #expect(throws: MovieError.unknown) { try store.marks(of: Self.movie(9), after: nil, limit: 9) }
        #expect(throws: TokenError.invalid) { try Self.put(Self.mark(3), of: 1, by: 9, in: store) }
    }

    @Test(arguments: Backend.allCases) func othersSeeAllButTheNote(backend: Backend) throws {
        let (_, store) = try Self.storage(backend)
        try store.change(Self.account(2), to: ProfileChange(name: DisplayName(Array("Ben".utf8)), language: nil))
        try Self.put(Self.mark(8, watched: ["2026-11-28"], isWanted: true, note: "secret"), of: 1, by: 2, in: store)
        try Self.put(Self.mark(5), of: 1, by: 3, in: store)
        try Self.put(Self.mark(nil, isWanted: true), of: 1, by: 1, in: store)
        try Self.put(Self.mark(10), of: 2, by: 1, in: store)
        let found = try store.marks(of: Self.movie(1), after: nil, limit: 9)
        #expect(found.count == 2 && found.sum == 13 && found.averageInHundredths == 650)
        #expect(found.marks.map(\.account) == [Self.account(1), Self.account(2), Self.account(3)])
        #expect(found.marks.map(\.shownName) == ["Member 0001", "Ben", "Member 0003"])
        #expect(
            try found.marks.map(\.mark) == [
                Self.mark(nil, isWanted: true), Self.mark(8, watched: ["2026-11-28"], isWanted: true), Self.mark(5),
            ])
        // In pages, each with the average of all.
        let page = try store.marks(of: Self.movie(1), after: Self.account(1), limit: 1)
        #expect(page.count == 2 && page.marks.map(\.account) == [Self.account(2)])
    }

    @Test(
        arguments: [(0, 0, nil), (1, 7, 700), (3, 20, 667), (3, 19, 633), (8, 57, 713), (200, 1001, 501)]
            as [(Int, Int, Int?)])
    func theAverageIsRoundedToHundredths(count: Int, sum: Int, expected: Int?) {
        #expect(MovieMarks(count: count, sum: sum, marks: []).averageInHundredths == expected)
    }

    @Test(arguments: Backend.allCases) func theyGoWithTheirMovie(backend: Backend) throws {
        let (_, store) = try Self.storage(backend)
        try Self.put(Self.mark(8), of: 1, by: 2, in: store)
        try store.remove(Self.movie(1), by: Self.account(1))
        // For good.
        _ = try store.removeForGood(removedUntil: Sample.now, limit: 9, within: .seconds(60))
        while try store.removeMarksOfRemovedMovies(limit: 9, within: .seconds(60)) {}
        try store.add(Sample.movie(1, owner: 1))
        #expect(try store.mark(of: Self.movie(1), by: Self.account(2)) == .none)
        #expect(try store.marks(of: Self.movie(1), after: nil, limit: 9).marks.isEmpty)
    }

    @Test(arguments: Backend.allCases) func thoseOfADisabledAccountAreNotSeenMeanwhile(backend: Backend) throws {
        let (storage, store) = try Self.storage(backend)
        for (account, rating) in [(2, 8), (3, 2)] as [(Int, Int64)] {
            try Self.put(Self.mark(rating), of: 1, by: account, in: store)
        }
        try storage.disable(Self.account(3))
        let found = try store.marks(of: Self.movie(1), after: nil, limit: 9)
        #expect(found.count == 1 && found.sum == 8 && found.marks.map(\.account) == [Self.account(2)])
        // Its own it keeps.
        #expect(try store.mark(of: Self.movie(1), by: Self.account(3)) == Self.mark(2))
    }

    @Test(arguments: Backend.allCases) func thoseOfARemovedAccountAreUnseenAtOnceAndThenGone(backend: Backend) throws {
        let (_, store) = try Self.storage(backend)
        for number in 10...40 {
            try store.add(Sample.movie(number, owner: 1))
            try Self.put(Self.mark(8), of: number, by: 2, in: store)
        }
        try Self.put(Self.mark(2), of: 10, by: 3, in: store)
        try store.begin(Self.departure(2))
        let found = try store.marks(of: Self.movie(10), after: nil, limit: 9)
        #expect(found.count == 1 && found.sum == 2 && found.marks.map(\.account) == [Self.account(3)])
        #expect(throws: TokenError.invalid) { try Self.put(Self.mark(3), of: 1, by: 2, in: store) }
        while try store.continueDepartures(limit: 7, within: .seconds(60)) {}
        for number in 10...40 {
            #expect(try store.mark(of: Self.movie(number), by: Self.account(2)) == .none)
        }
        #expect(try store.mark(of: Self.movie(10), by: Self.account(3)) == Self.mark(2))
    }

    /// The movie itself is unseen too then.
    @Test(arguments: Backend.allCases) func theMovieOfARemovedAccountHasNone(backend: Backend) throws {
        let (_, store) = try Self.storage(backend)
        try store.begin(Self.departure(1))
        #expect(throws: MovieError.unknown) { try store.mark(of: Self.movie(1), by: Self.account(2)) }
        #expect(throws: MovieError.unknown) { try Self.put(Self.mark(8), of: 1, by: 2, in: store) }
        #expect(throws: MovieError.unknown) { try store.marks(of: Self.movie(1), after: nil, limit: 9) }
    }

    @Test(arguments: Backend.allCases) func theirBytesCountOnTheQuotaOfTheDay(backend: Backend) throws {
        let (_, store) = try Self.storage(backend)
        let mark = try Self.mark(8, watched: ["2026-11-28"], note: "twelve bytes")
        #expect(mark.storedBytes == 32 + 11 + 12)
        let quota = MovieQuota(movies: 0, bytesPerDay: 2 * 55, at: Sample.now)
        func put() throws { try store.mark(Self.movie(1), by: Self.account(2), as: mark, within: quota) }
        try put()
        try put()
        #expect(throws: LimitReached.self) { try put() }
        // Removing one writes nothing.
        try store.mark(Self.movie(1), by: Self.account(2), as: .none, within: quota)
        #expect(throws: LimitReached.self) { try put() }
        #expect(try store.mark(of: Self.movie(1), by: Self.account(2)) == .none)
    }

    @Test(arguments: Backend.allCases) func anExportHasThemWithTheMoviesInPages(backend: Backend) throws {
        let (_, store) = try Self.storage(backend)
        let note = String(repeating: "\u{1}", count: 2000)
        var expected: [OwnMark] = []
        for number in 10...310 {
            try store.add(Sample.movie(number, owner: number % 3 + 1))
            let mark = try Self.mark(Int64(number % 10 + 1), note: note)
            try Self.put(mark, of: number, by: 2, in: store)
            expected.append(OwnMark(movie: Self.movie(number), mark: mark))
        }
        var (marks, movies, pages): ([OwnMark], [MovieID], Int) = ([], [], 0)
        var position: MovieID?
        repeat {
            let page = try store.movies(of: Self.account(2), after: position)
            #expect(page.marks.count < 100)
            marks += page.marks
            movies += page.movies.map(\.id)
            pages += 1
            position = page.next
        } while position != nil
        #expect(marks == expected && pages == 4)
        #expect(movies == (10...310).filter { $0 % 3 == 1 }.map(Self.movie))
    }
}
