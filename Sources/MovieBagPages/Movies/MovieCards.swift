import MovieBag
import Text
import Web

/// Takes the movies of a page as cards.
///
/// Tests: CollectionPageTests.swift
struct MovieCards: MovieSink {
    private static let mostLabels = 3
    /// What is longer, in bytes, is cut: fifty cards must not become a large page.
    private static let longest = 80

    private let texts: PageTexts
    /// The address of a movie without its identifier.
    private let address: [UInt8]
    private(set) var cards: [PageValues] = []
    private(set) var movies: [MovieID] = []
    private(set) var byteCount = 0

    init(_ frame: PageFrame, _ texts: PageTexts) {
        self.texts = texts
        address = Array(frame.address("/movies/").utf8)
    }

    mutating func take(
        upTo most: Int, id: Span<UInt8>, name: Span<UInt8>, year: MovieYear?, imdb _: Span<UInt8>, cast: Span<UInt8>,
        genres: Span<UInt8>, owner _: Span<UInt8>
    ) {
        byteCount += most
        guard let movie = MovieID(bytes: id.copied()) else { return }
        movies.append(movie)
        var card = PageValues(names: 20, bytes: 320)
        card.write("movie_url") { bytes in
            bytes.append(contentsOf: address)
            bytes.append(contentsOf: movie.description.utf8)
        }
        card.write("name") { $0.append(cut: name, to: Self.longest) }
        card["year"] = year.map { "\($0.number)" }
        Cover(id: id, name: name).fill(&card)
        _ = Self.fill(&card, "card_genres", "card_genre", genres)
        let others = Self.fill(&card, "card_casts", "card_cast", cast)
        if others > 0 { card["casts_more"] = texts("casts_more", ["count": "\(others)"]) }
        cards.append(card)
    }

    /// Returns how many labels are not shown.
    private static func fill(
        _ card: inout PageValues, _ list: StaticString, _ item: StaticString, _ labels: Span<UInt8>
    ) -> Int {
        card.begin(list: list)
        return StoredLabels.read(labels, atMost: mostLabels) { label in
            card.add(item: item) { $0.append(cut: label, to: longest) }
        }
    }

    /// Shows on the cards what an account notes of their movies.
    mutating func show(_ marks: [OwnMark]) {
        for own in marks {
            guard let index = movies.firstIndex(of: own.movie) else { continue }
            cards[index]["mine_rating"] = own.mark.rating.map { "\($0.number)" }
            cards[index].set("mine_watched", if: !own.mark.watched.days.isEmpty)
            cards[index].set("mine_wanted", if: own.mark.isWanted)
        }
    }
}

extension [UInt8] {
    /// Appends a text, which ends with `…` after whole characters if it has more bytes than `most`.
    fileprivate mutating func append(cut text: Span<UInt8>, to most: Int) {
        guard text.count > most else { return text.withUnsafeBufferPointer { append(contentsOf: $0) } }
        let characters = String(decoding: text.copied(), as: UTF8.self)
        let end = count + most
        for character in characters {
            guard count + character.utf8.count <= end else { break }
            append(contentsOf: character.utf8)
        }
        append(contentsOf: "…".utf8)
    }
}
