import Folding
import MovieBag

/// What a search must find, by looking at every movie: the reference for all stores. It shares nothing with them but the folding
/// of texts.
struct LinearSearch {
    /// What is searched for, in plain texts.
    struct Wish: CustomStringConvertible {
        var text: String?
        var genres: [String] = []
        var cast: [String] = []
        var years: ClosedRange<Int64>?
        var owner: AccountID?
        var order = "added"

        var query: MovieQuery {
            get throws {
                try MovieQuery(
                    text: text.map { Array($0.utf8) }, genres: genres.map { Array($0.utf8) },
                    cast: cast.map { Array($0.utf8) }, years: years, owner: owner,
                    order: MovieOrder(Array(order.utf8)))
            }
        }

        var description: String {
            "q=\(text ?? "-") genres=\(genres) cast=\(cast) years=\(years.map { "\($0)" } ?? "-") owner=\(owner?.description ?? "-") \(order)"
        }
    }

    /// A movie in plain texts.
    struct Entry {
        let id: MovieID
        var name: String
        var year: Int64?
        var cast: [String]
        var genres: [String]
        var owner: AccountID

        var movie: Movie {
            get throws {
                Movie(
                    id: id, name: try MovieName(Array(name.utf8)), year: try year.map { try MovieYear($0) },
                    cast: try Labels(cast.map { Array($0.utf8) }, field: "casts"),
                    genres: try Labels(genres.map { Array($0.utf8) }, field: "genres"), owner: owner)
            }
        }
    }

    var entries: [Entry]

    /// The movies of a wish, in its order.
    func movies(_ wish: Wish) -> [MovieID] {
        let found = entries.filter { Self.meets($0, wish) }
        let isReversed = wish.order.hasPrefix("-")
        let sorted: [Entry]
        switch wish.order.drop(while: { $0 == "-" }) {
        case "name":
            sorted = found.sorted { Self.isBefore((0, Self.fold($0.name), $0.id), (0, Self.fold($1.name), $1.id)) }
        case "year":
            let dated = found.filter { $0.year != nil }.sorted {
                Self.isBefore((Int($0.year!), [], $0.id), (Int($1.year!), [], $1.id))  // Filtered.
            }
            let undated = found.filter { $0.year == nil }.sorted { Self.isBefore((0, [], $0.id), (0, [], $1.id)) }
            return (isReversed ? dated.reversed() + undated.reversed() : dated + undated).map(\.id)
        case "best":
            sorted = found.sorted { Self.isBefore(Self.rank($0, wish), Self.rank($1, wish)) }
        default: sorted = found.sorted { Self.isBefore((0, [], $0.id), (0, [], $1.id)) }
        }
        return Array(
            (isReversed ? sorted.reversed() : sorted).map(\.id).prefix(wish.order.hasSuffix("best") ? 1_000 : .max))
    }

    /// A control character is as good as a space.
    static func fold(_ text: String) -> [UInt8] { Folding.fold(Array(text.utf8)).map { max($0, 0x20) } }

    private static func words(_ text: String) -> [[UInt8]] { Folding.words(of: Array(text.utf8)) }

    private static func wanted(_ wish: Wish) -> [[UInt8]] {
        guard let text = wish.text, let query = try? SearchQuery(Array(text.utf8)) else { return [] }
        return query.words
    }

    private static func meets(_ entry: Entry, _ wish: Wish) -> Bool {
        let words = ([entry.name] + entry.cast + entry.genres).flatMap(words)
        guard wanted(wish).allSatisfy({ word in words.contains { $0.starts(with: word) } }) else { return false }
        for genre in wish.genres where !entry.genres.contains(where: { fold($0) == fold(genre) }) { return false }
        for cast in wish.cast where !entry.cast.contains(where: { fold($0) == fold(cast) }) { return false }
        if let years = wish.years, !(entry.year.map(years.contains) ?? false) { return false }
        return wish.owner.map { $0 == entry.owner } ?? true
    }

    /// Class, name within the class, identifier.
    private static func rank(_ entry: Entry, _ wish: Wish) -> (Int, [UInt8], MovieID) {
        var text = fold(wish.text ?? "")[...]
        while text.first == 0x20 { text.removeFirst() }
        while text.last == 0x20 { text.removeLast() }
        let name = fold(entry.name)
        if name.elementsEqual(text) { return (0, [], entry.id) }
        if name.starts(with: text) { return (1, name, entry.id) }
        let words = words(entry.name)
        let isInName = wanted(wish).allSatisfy { word in words.contains { $0.starts(with: word) } }
        return (isInName ? 2 : 3, [], entry.id)
    }

    private static func isBefore(_ one: (Int, [UInt8], MovieID), _ other: (Int, [UInt8], MovieID)) -> Bool {
        if one.0 != other.0 { return one.0 < other.0 }
        if one.1 != other.1 { return one.1.lexicographicallyPrecedes(other.1) }
        return one.2.bytes.lexicographicallyPrecedes(other.2.bytes)
    }
}
