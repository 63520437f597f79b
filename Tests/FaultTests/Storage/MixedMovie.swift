import FoundationEssentials
import TestSite

/// What a client says of a movie.
struct MixedMovie: Encodable, Equatable, Sendable {
    var name: String
    var casts: [String]
    var genres: [String]

    init(_ movie: Movie) {
        (name, casts, genres) = (movie.name, movie.casts, movie.genres)
    }

    /// A movie with a name that nobody else gives.
    init(name: String, size: MixedSize, choices: inout SeededChoices) {
        self.name = name
        casts = Self.labels(size, &choices)
        genres = ["Drama"]
    }

    /// The same movie with something about it changed.
    ///
    /// - Returns: it, and the body that asks for the change.
    func changed(
        to name: String, size: MixedSize, choices: inout SeededChoices
    ) throws -> (movie: MixedMovie, body: String) {
        var movie = self
        var change = Change()
        if choices.happens(onceIn: 2) {
            movie.name = name
            change.name = name
        }
        if choices.happens(onceIn: 2) || change.name == nil {
            movie.casts = Self.labels(size, &choices)
            change.casts = movie.casts
        }
        return (movie, try Self.json(change))
    }

    /// The body that adds it.
    var body: String {
        get throws { try Self.json(self) }
    }

    private struct Change: Encodable {
        var name: String?
        var casts: [String]?
    }

    /// Texts that no two movies share, so that a mixture of two states would be noticed.
    private static func labels(_ size: MixedSize, _ choices: inout SeededChoices) -> [String] {
        let isLarge = choices.happens(onceIn: size.largeOnceIn)
        let mark = "\(choices.next() % 1_000_000_000) \"Ä\\"
        let label = mark + String(repeating: "🎬", count: isLarge ? size.largeLabel : choices.number(in: 0...20))
        // Each with its number, as none may be there twice.
        return (0..<(isLarge ? size.largeCount : choices.number(in: 1...3))).map { "\($0) \(label)" }
    }

    private static func json(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }
}

/// How large the movies are that writers add.
struct MixedSize: Sendable {
    let largeOnceIn: Int
    let largeCount: Int
    let largeLabel: Int

    /// Small ones, and now and then one of several pages.
    static let ordinary = MixedSize(largeOnceIn: 8, largeCount: 50, largeLabel: 50)
    /// Ones of some 15 pages only, which make the log grow fast.
    static let large = MixedSize(largeOnceIn: 1, largeCount: 95, largeLabel: 160)
}
