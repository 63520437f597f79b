import MovieBag
import SQLite
import Testing

@testable import MovieBagSQLite

@Suite("Lists of terms") struct PostingStoreTests {
    private static let owners = 3

    /// What is listed, and what has to be, by term.
    private static func expectRight(_ path: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let connection = try Connection(path: path, mode: .reader)
        var wanted: [[UInt8]: Set<[UInt8]>] = [:]
        let documents = try connection.prepare("SELECT movie, year, added_by, text, name FROM documents")
        var postings: [[UInt8]: Posting] = [:]
        try documents.query { row in
            while try row.step() {
                let terms = SearchTerm.all(year: row.integer(1), owner: row.bytes(2), text: row.bytes(3))
                for term in terms { wanted[term, default: []].insert(row.bytes(0)) }
                postings[row.bytes(0)] = Posting(try row.identifier(0), year: row.integer(1), name: row.bytes(4))
            }
        }
        var listed: [[UInt8]: Set<[UInt8]>] = [:]
        var last: (term: [UInt8], posting: Posting)?
        let blocks = try connection.prepare("SELECT term, first, movies FROM postings ORDER BY term, first")
        try blocks.query { row in
            while try row.step() {
                let block = PostingBlock(bytes: row.bytes(2))
                #expect((1...PostingBlock.most).contains(block.postings.count), sourceLocation: sourceLocation)
                let first = block.postings.first?.movie ?? []
                #expect(!first.lexicographicallyPrecedes(row.bytes(1)), sourceLocation: sourceLocation)
                for posting in block.postings {
                    if let last, last.term == row.bytes(0) {
                        #expect(last.posting.isBefore(posting), sourceLocation: sourceLocation)
                        #expect(last.posting.movie.lexicographicallyPrecedes(row.bytes(1)) || posting.movie != first)
                    }
                    last = (row.bytes(0), posting)
                    listed[row.bytes(0), default: []].insert(posting.movie)
                    #expect(posting == postings[posting.movie], sourceLocation: sourceLocation)
                }
            }
        }
        #expect(listed == wanted, sourceLocation: sourceLocation)
    }

    /// Works off what waits.
    private static func post(_ path: String) throws {
        let connection = try Connection(path: path, mode: .writer)
        while try connection.hasRow("SELECT 1 FROM unposted") { try connection.postUnposted() }
    }

    private static func waiting(_ path: String) throws -> Int64 {
        try Connection(path: path, mode: .reader).integer("SELECT count(*) FROM unposted")
    }

    @Test(arguments: 1...4) func theyAreRightAfterWhateverHappens(seed: UInt64) throws {
        let storage = try SQLiteStorage()
        let store = storage.makeStore()
        for number in 1...Self.owners { try store.add(Sample.account(number)) }
        var random = RandomMovies(numbers: SeededNumbers(seed: seed))
        var entries: [LinearSearch.Entry] = []
        for number in 1...500 {
            // Mostly in order, as identifiers are made, and sometimes in between.
            let place = number % 10 == 0 ? number * 7 % 400 * 100 + number / 10 : number * 100
            let entry = random.entry(place, owners: Self.owners)
            try store.add(entry.movie)
            entries.append(entry)
            guard number % 3 == 0 else { continue }
            let index = Int.random(in: entries.indices, using: &random.numbers)
            if number % 2 == 0 {
                try store.remove(entries[index].id, by: entries[index].owner)
                entries.remove(at: index)
            } else {
                let movie = try random.entry(number + 1_000_000, owners: Self.owners).movie
                try store.change(
                    entries[index].id, by: entries[index].owner,
                    to: MovieChange(
                        name: movie.name, year: movie.year.map { .value($0) } ?? .nothing, cast: movie.cast,
                        genres: movie.genres))
            }
        }
        #expect(try Self.waiting(storage.path) <= Connection.mostUnposted + 8)
        try Self.post(storage.path)
        try Self.expectRight(storage.path)
    }

    /// Whatever takes movies away or hands them over, as for an account that is removed.
    @Test func statementsByHandAreNoted() throws {
        let storage = try SQLiteStorage()
        let store = storage.makeStore()
        for number in 1...2 { try store.add(Sample.account(number)) }
        for number in 1...100 { try store.add(Sample.movie(number, owner: 1)) }
        try storage.execute("UPDATE movies SET added_by = x'\(Sample.objectID(2))' WHERE hex(id) GLOB '*[048C]'")
        try storage.execute("DELETE FROM movies WHERE hex(id) GLOB '*[37BF]'")
        #expect(try Self.waiting(storage.path) > 45)
        let query = try LinearSearch.Wish(owner: AccountID(Sample.objectID(2))).query
        #expect(try store.all(query, limit: 7).count == 25)
        try Self.post(storage.path)
        try Self.expectRight(storage.path)
        #expect(try store.all(query, limit: 7).count == 25)
    }

    /// More than searches would look at one by one: then they go through all documents.
    @Test func searchesAreRightHoweverManyWait() throws {
        let storage = try SQLiteStorage()
        let store = storage.makeStore()
        try store.add(Sample.account(1))
        for number in 1...700 { try store.add(Sample.movie(number, owner: 1)) }
        try storage.execute("DELETE FROM movies WHERE NOT hex(id) GLOB '*8'")
        #expect(try Self.waiting(storage.path) > 600)
        #expect(try store.all(LinearSearch.Wish(text: "mov").query, limit: 9).count == 44)
        #expect(try store.search(LinearSearch.Wish(text: "mov").query, counting: true).found.total == 44)
    }

    /// What the sweeper does once a second.
    @Test func whatWaitsIsWorkedOffInTheEnd() throws {
        let storage = try SQLiteStorage()
        let store = storage.makeStore()
        try store.add(Sample.account(1))
        for number in 1...Connection.fewUnposted { try store.add(Sample.movie(number, owner: 1)) }
        try store.updateSearchIndex()
        #expect(try Self.waiting(storage.path) == Connection.fewUnposted)
        try store.add(Sample.movie(Connection.fewUnposted + 1, owner: 1))
        try store.updateSearchIndex()
        #expect(try Self.waiting(storage.path) == 0)
        try Self.expectRight(storage.path)
    }

    @Test func aDatabaseFromBeforeThemIsListedInTheBackground() throws {
        let storage = try SQLiteStorage()
        let store = storage.makeStore()
        try store.add(Sample.account(1))
        for number in 1...120 { try store.add(Sample.movie(number, owner: 1)) }
        try storage.execute(OlderSchema.seventeen)
        try Database(path: storage.path) { _ in }.close()
        // One that is changed before its turn, and one after it.
        try store.change(
            MovieID(Sample.objectID(90)), by: AccountID(Sample.objectID(1)), to: Sample.change(name: "Changed 90"))
        #expect(try store.backfill(.documents, atMost: 50, within: .seconds(60)).isMoreLeft)
        try store.change(
            MovieID(Sample.objectID(9)), by: AccountID(Sample.objectID(1)), to: Sample.change(name: "Changed 9"))
        while try store.backfill(.documents, atMost: 50, within: .seconds(60)).isMoreLeft {}
        #expect(try Self.waiting(storage.path) <= Connection.mostUnposted + 8)
        #expect(try store.names(LinearSearch.Wish(text: "changed").query) == ["Changed 9", "Changed 90"])
        try Self.post(storage.path)
        try Self.expectRight(storage.path)
    }
}
