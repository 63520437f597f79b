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

    private let frame: PageFrame
    private let texts: PageTexts
    private(set) var cards: [PageValues] = []
    private(set) var movies: [MovieID] = []
    private(set) var byteCount = 0

    init(_ frame: PageFrame, _ texts: PageTexts) {
        self.frame = frame
        self.texts = texts
    }

    mutating func take(
        upTo most: Int, id: Span<UInt8>, name: Span<UInt8>, year: MovieYear?, imdb _: Span<UInt8>, cast: Span<UInt8>,
        genres: Span<UInt8>, owner _: Span<UInt8>
    ) {
        byteCount += most
        var card = PageValues()
        let text = String(decoding: name.copied(), as: UTF8.self)
        guard let movie = MovieID(bytes: id.copied()) else { return }
        movies.append(movie)
        card["movie_url"] = frame.address("/movies/\(movie)")
        card["name"] = Self.cut(text)
        card["year"] = year.map { "\($0.number)" }
        Cover(id: id, name: text).fill(&card)
        let genres = StoredLabels(genres, atMost: Self.mostLabels)
        let cast = StoredLabels(cast, atMost: Self.mostLabels)
        card.set("card_genres", list: Self.list("card_genre", genres))
        card.set("card_casts", list: Self.list("card_cast", cast))
        if cast.others > 0 { card["casts_more"] = texts("casts_more", ["count": "\(cast.others)"]) }
        cards.append(card)
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

    private static func list(_ name: StaticString, _ labels: StoredLabels) -> [PageValues] {
        labels.first.map { label in
            var entry = PageValues()
            entry[name] = cut(label)
            return entry
        }
    }

    private static func cut(_ text: String) -> String {
        guard text.utf8.count > longest else { return text }
        var cut = ""
        for character in text {
            guard cut.utf8.count + character.utf8.count <= longest else { break }
            cut.append(character)
        }
        return "\(cut)…"
    }
}
