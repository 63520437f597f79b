import MovieBag
import Text
import Web

/// The form of a movie: as the movie is stored, or as it was typed.
///
/// Tests: MovieFormTests.swift
struct MovieForm {
    private static let name = FieldID("name", "name_problem")
    private static let year = FieldID("year", "year_problem")
    private static let imdb = FieldID("imdb", "imdb_problem")
    private static let casts = FieldID("casts", "casts_problem")
    private static let genres = FieldID("genres", "genres_problem")

    let name: [UInt8]
    let year: [UInt8]
    let imdb: [UInt8]
    /// One a line.
    let casts: [[UInt8]]
    let genres: [[UInt8]]
    private(set) var problems = PageProblems()

    init(_ movie: Movie) {
        name = movie.name.utf8
        year = movie.year.map { Array("\($0.number)".utf8) } ?? []
        imdb = movie.imdb?.utf8 ?? []
        casts = movie.cast.texts
        genres = movie.genres.texts
    }

    /// An empty one.
    init() {
        (name, year, imdb, casts, genres) = ([], [], [], [], [])
    }

    /// What was typed: white space around a line does not count, lines that are empty or there twice neither, and the address of a
    /// page of IMDb is its identifier.
    ///
    /// - Throws: `RequestError` for a field that is there more than once.
    init(_ visit: Visit) throws {
        name = try visit.field("name").trimmingWhiteSpace
        year = try visit.field("year").trimmingWhiteSpace
        imdb = Self.identifier(in: try visit.field("imdb").trimmingWhiteSpace)
        casts = Self.lines(try visit.form.all("casts") + visit.form.all("known_casts"))
        genres = Self.lines(try visit.form.all("genres") + visit.form.all("known_genres"))
    }

    /// What tells one form from another, for requests that are repeated.
    var canonical: [UInt8] {
        let parts = [name, year.withPlainDigits, imdb, Self.text(casts), Self.text(genres)]
        return Array(parts.joined(separator: [0]))
    }

    /// The movie that was typed; `nil` when something is wrong with it, which is in ``problems`` then.
    mutating func draft(_ texts: PageTexts) -> MovieDraft? {
        let name = value(self.name, MovieName.init(_:), at: Self.name, texts("problem_movie_name"))
        let year = year.isEmpty ? nil : value(year, Self.year, at: Self.year, texts("problem_year"))
        let imdb = imdb.isEmpty ? nil : value(imdb, IMDbID.init(_:), at: Self.imdb, texts("problem_imdb"))
        let casts = labels(casts, Self.casts, "casts", texts)
        let genres = labels(genres, Self.genres, "genres", texts)
        guard problems.isEmpty, let name, let casts, let genres else { return nil }
        do throws(InvalidValue) {
            return try MovieDraft(name: name, year: year, imdb: imdb, cast: casts, genres: genres)
        } catch {
            let isGenre = error.field.hasPrefix("genres")
            problems.add(
                texts(error.field.contains("[") ? "problem_label_twice" : "problem_labels_together"),
                at: isGenre ? Self.genres : Self.casts)
            return nil
        }
    }

    mutating func add(_ problem: String) {
        problems.add(problem)
    }

    /// Says that another movie has the same; `false` for an error that is no matter of the form.
    mutating func add(_ error: MovieError, _ texts: PageTexts) -> Bool {
        switch error {
        case .nameTaken: problems.add(texts("problem_movie_taken"), at: Self.name)
        case .imdbTaken: problems.add(texts("problem_imdb_taken"), at: Self.imdb)
        case .revisionMismatch, .unknown, .changeForbidden, .removalForbidden: return false
        }
        return true
    }

    func fill(_ values: inout PageValues, _ texts: PageTexts) {
        problems.fill(&values, texts)
        values.set("name", utf8: name)
        values.set("year", utf8: year)
        values.set("imdb", utf8: imdb)
        values.set("casts", utf8: Self.text(casts))
        values.set("genres", utf8: Self.text(genres))
    }

    private mutating func value<Value>(
        _ text: [UInt8], _ make: ([UInt8]) throws(InvalidValue) -> Value, at field: FieldID, _ problem: String
    ) -> Value? {
        do throws(InvalidValue) {
            return try make(text)
        } catch {
            problems.add(problem, at: field)
            return nil
        }
    }

    private mutating func labels(
        _ lines: [[UInt8]], _ field: FieldID, _ name: String, _ texts: PageTexts
    ) -> Labels? {
        do {
            return try Labels(lines, field: name)
        } catch {
            // The field names the place in the list, as `casts[3]`.
            let digits = error.field.drop { $0 != "[" }.dropFirst().prefix { $0 != "]" }
            let line = Int(digits).flatMap { lines.indices.contains($0) ? lines[$0] : nil }
            let shown = line.map { String(decoding: $0, as: UTF8.self).prefix(40) }
            problems.add(
                shown.map { texts("problem_label", ["text": texts.isolated(String($0))]) } ?? texts("problem_labels"),
                at: field)
            return nil
        }
    }
}
