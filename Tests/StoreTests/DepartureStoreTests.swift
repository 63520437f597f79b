import Mail
import MovieBag
import Testing

@Suite struct DepartureStoreTests {
    private static func departure(_ account: Account, _ movies: Departure.Movies, mail: Int = 90) -> Departure {
        Departure(
            account: account.id, email: account.email, movies: movies,
            mail: OutboxMail(
                id: OutboxMailID(Sample.objectID(mail)), account: nil, to: account.email,
                content: .notice(.accountDeleted), written: Sample.now),
            time: Sample.now)
    }

    private static func names(_ store: any Store) throws -> [String] {
        var names: [String] = []
        for number in 1...30 {
            if let movie = try store.movie(MovieID(Sample.objectID(number))) {
                names.append("\(number) \(movie.movie.owner.value == Sample.objectID(1) ? "own" : "other")")
            }
        }
        return names
    }

    @Test(arguments: Backend.allCases) func moviesGoInBatchesAndAreNotSeenMeanwhile(backend: Backend) throws {
        let storage = try backend.open()
        let store = storage.makeStore()
        let accounts = try (1...2).map { try Sample.account($0) }
        for account in accounts { try store.add(account) }
        for number in 1...20 { try store.add(try Sample.movie(number, owner: number % 2 + 1), within: .unlimited) }
        let revision = try store.collectionRevision()
        try store.begin(Self.departure(accounts[0], .delete))
        #expect(try store.collectionRevision() != revision)
        let others = (1...20).filter { $0 % 2 == 1 }.map { "\($0) other" }
        #expect(try Self.names(store) == others)
        #expect(
            try store.page(after: nil, limit: 50).movies.count == 10
                && store.page(after: nil, limit: 3).movies.count == 3)
        // A name of one that is not seen any more is free.
        #expect(try store.movie(withKey: MovieKey(MovieName(Array("Movie 2".utf8)), nil)) == nil)
        try store.add(try Sample.movie(25, owner: 2, name: "Movie 2"), within: .unlimited)
        try store.change(
            MovieID(Sample.objectID(25)), by: accounts[1].id, to: try Sample.change(name: "Movie 4"), ifRevisionIn: nil,
            within: .unlimited)
        #expect(throws: MovieError.nameTaken) {
            try store.add(try Sample.movie(26, owner: 2, name: "Movie 1"), within: .unlimited)
        }
        var batches = 1
        while try store.continueDepartures(limit: 4, within: .seconds(60)) { batches += 1 }
        #expect(batches > 3)
        #expect(try Self.names(store) == others + ["25 other"])
        #expect(try storage.makeForeignStore().page(after: nil, limit: 50).movies.count == 11)
        #expect(try !store.continueDepartures(limit: 4, within: .seconds(60)))
    }

    /// With large movies the number of a batch is not what it takes, so a batch ends with its time.
    @Test(arguments: Backend.allCases) func aBatchEndsWithItsTime(backend: Backend) throws {
        let store = try backend.open().makeStore()
        let account = try Sample.account(1)
        try store.add(account)
        let cast = try Labels(
            (1...200).map { Array("\($0) \(String(repeating: "a", count: 190))".utf8) }, field: "casts")
        for number in 1...60 {
            let movie = try Sample.movie(number, owner: 1)
            try store.add(
                Movie(id: movie.id, name: movie.name, cast: cast, genres: movie.genres, owner: movie.owner),
                within: .unlimited)
        }
        try store.begin(Self.departure(account, .delete))
        var batches = 1
        while try store.continueDepartures(limit: 500, within: .zero) { batches += 1 }
        #expect(10...20 ~= batches, "\(batches) batches of a few movies each")
    }

    @Test(arguments: Backend.allCases) func withTimeOfItsOwnABatchHasAllThatItMayLookAt(backend: Backend) throws {
        let store = try backend.open().makeStore()
        let account = try Sample.account(1)
        try store.add(account)
        for number in 1...60 { try store.add(try Sample.movie(number, owner: 1), within: .unlimited) }
        try store.begin(Self.departure(account, .delete))
        #expect(try store.continueDepartures(limit: 40, within: .seconds(3600)))
        #expect(try !store.continueDepartures(limit: 40, within: .seconds(3600)))
    }

    @Test(arguments: Backend.allCases) func anAccountThatIsGoneCanAddNothingAndDoesNotDepartAgain(backend: Backend)
        throws
    {
        let store = try backend.open().makeStore()
        let account = try Sample.account(1)
        try store.add(account)
        try store.begin(Self.departure(account, .delete))
        #expect(throws: TokenError.invalid) { try store.add(try Sample.movie(1, owner: 1), within: .unlimited) }
        #expect(throws: TokenError.invalid) { try store.begin(Self.departure(account, .delete, mail: 91)) }
        #expect(try store.account(withEmail: account.email) == nil && store.profile(of: account.id) == nil)
        try store.add(try Sample.account(2, email: account.email.text))
    }

    @Test(arguments: Backend.allCases) func anHeirThatLeavesPassesThemOn(backend: Backend) throws {
        let store = try backend.open().makeStore()
        var accounts = [try Sample.account(1)]
        for number in 2...4 {
            let member = try Sample.account(number)
            accounts.append(
                Account(id: member.id, email: member.email, password: member.password, role: .administrator))
        }
        for account in accounts { try store.add(account) }
        for number in 1...10 { try store.add(try Sample.movie(number, owner: 1), within: .unlimited) }
        try store.begin(Self.departure(accounts[0], .leave))
        #expect(try Self.names(store).count == 10)
        _ = try store.continueDepartures(limit: 3, within: .seconds(60))
        try store.begin(Self.departure(accounts[1], .leave, mail: 91))
        while try store.continueDepartures(limit: 3, within: .seconds(60)) {}
        for number in 1...10 {
            #expect(try store.movie(MovieID(Sample.objectID(number)))?.movie.owner == accounts[2].id)
        }
    }
}
