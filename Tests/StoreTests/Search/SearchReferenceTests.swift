import Glibc
import MovieBag
import Testing

/// Searches beside a look at every movie, on random collections. SEARCH_ROUNDS says how many there are (60), SEARCH_SEED repeats
/// a run.
@Suite struct SearchReferenceTests {
    private static func number(_ name: String, else other: UInt64) -> UInt64 {
        getenv(name).flatMap { UInt64(String(cString: $0)) } ?? other
    }

    private static let rounds = Int(number("SEARCH_ROUNDS", else: 60))
    private static let seed = number("SEARCH_SEED", else: UInt64.random(in: 0..<1_000_000_000))
    private static let owners = 3

    @Test(arguments: Backend.allCases) func everySearchFindsWhatALookAtEveryMovieDoes(backend: Backend) throws {
        print("SEARCH_SEED=\(Self.seed) SEARCH_ROUNDS=\(Self.rounds)")
        var random = RandomMovies(numbers: SeededNumbers(seed: Self.seed))
        // Making a database takes longer than twenty searches.
        for _ in 0..<(Self.rounds + 19) / 20 {
            let (store, reference) = try Self.collection(backend, &random)
            for _ in 0..<min(Self.rounds, 20) {
                try Self.compare(random.wish(owners: Self.owners), store, reference, &random)
            }
            #expect(try store.movieCount() == reference.entries.count)
        }
    }

    private static func compare(
        _ wish: LinearSearch.Wish, _ store: any Store, _ reference: LinearSearch, _ random: inout RandomMovies
    ) throws {
        // What has too many words is refused.
        guard let query = try? wish.query else { return }
        let wanted = reference.movies(wish)
        let limit = Int.random(in: 1...12, using: &random.numbers)
        let found = try store.all(query, limit: limit)
        try #require(found == wanted, "\(wish), \(limit) on a page, SEARCH_SEED=\(seed)")
        let total = try store.search(query, limit: 1, counting: true).found.total
        try #require(total == wanted.count, "\(wish), SEARCH_SEED=\(seed)")
    }

    /// A collection that was added, changed, removed and brought back at random.
    private static func collection(
        _ backend: Backend, _ random: inout RandomMovies
    ) throws -> (any Store, LinearSearch) {
        let store = try backend.open().makeStore()
        for number in 1...owners { try store.add(Sample.account(number)) }
        var reference = LinearSearch(entries: [])
        for number in 1...Int.random(in: 1...60, using: &random.numbers) {
            let entry = random.entry(number, owners: owners)
            try store.add(entry.movie)
            reference.entries.append(entry)
        }
        var removed: [LinearSearch.Entry] = []
        for step in 0..<20 where !reference.entries.isEmpty {
            if let old = removed.last, Bool.random(using: &random.numbers) {
                _ = try store.restore(
                    old.id, by: .owner(old.owner), removedAfter: Sample.now + .seconds(-1), within: .unlimited)
                reference.entries.append(removed.removeLast())
                continue
            }
            let index = Int.random(in: reference.entries.indices, using: &random.numbers)
            let old = reference.entries[index]
            if Bool.random(using: &random.numbers) {
                try store.remove(old.id, by: old.owner)
                removed.append(reference.entries.remove(at: index))
                continue
            }
            let other = random.entry(1_000 + step, owners: owners)
            let movie = try other.movie
            try store.change(
                old.id, by: old.owner,
                to: MovieChange(
                    name: movie.name, year: movie.year.map { .value($0) } ?? .nothing, cast: movie.cast,
                    genres: movie.genres))
            reference.entries[index] = LinearSearch.Entry(
                id: old.id, name: other.name, year: other.year, cast: other.cast, genres: other.genres,
                owner: old.owner)
        }
        return (store, reference)
    }
}
