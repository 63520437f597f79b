import JSON
import MovieBag
import Web

/// The members of a movie in JSON: how each is read, what is said of it in documents, and how it is written.
///
/// Tests: MovieTests.swift, MovieBagAPITests/Movies/MovieValueTests.swift
struct MovieMembers {
    /// Stands in the entity tags of movies. To be raised when a release writes the same movies in other bytes.
    static let form: StaticString = "1-"

    private let payload: Payload

    private static let most = Labels.counts.upperBound
    private static let id: StaticString = "_id"

    /// Reads them from a body, which need not have any of them.
    ///
    /// - Throws: `RequestError` or `InvalidValue`.
    init(of request: Request) throws {
        payload = try Payload(of: request, as: [.json], members: Self.members { $0 })
    }

    /// Reads them from a merge patch (RFC 7396), in which `null` removes what a movie need not have.
    ///
    /// - Throws: `RequestError` or `InvalidValue`.
    init(ofPatch request: Request) throws {
        payload = try Payload(of: request, as: [.mergePatch, .json], members: Self.members(\.orNull))
    }

    /// - Parameter removable: what a member is that a movie need not have.
    private static func members(_ removable: (ExpectedMember) -> ExpectedMember) -> [ExpectedMember] {
        [
            .text(MovieField.name), removable(.integer(MovieField.year)), removable(.text(MovieField.imdb)),
            .texts(MovieField.cast, atMost: most), .texts(MovieField.genres, atMost: most),
            .objectID(MovieField.owner), .objectID(id),
        ]
    }

    /// A new movie, for which name and lists must be there. Its owner is who adds it, and its identifier is ours.
    ///
    /// - Throws: `InvalidValue`.
    var draft: MovieDraft {
        get throws {
            guard try owner == nil else { throw InvalidValue(MovieField.owner.description, "is not for a new movie") }
            guard try id == nil else { throw InvalidValue(Self.id.description, "is not for a new movie") }
            return try MovieDraft(
                name: try MovieName(payload.required.text(MovieField.name)), year: try year?.value,
                imdb: try imdb?.value,
                cast: try Labels(payload.required.texts(MovieField.cast), field: MovieField.cast.description),
                genres: try Labels(payload.required.texts(MovieField.genres), field: MovieField.genres.description))
        }
    }

    /// New values of the movie at a path, for those that are there.
    ///
    /// - Parameter path: the identifier in the path, which `_id` must have if it is there.
    /// - Throws: `InvalidValue`.
    func change(at path: PathParameter) throws -> MovieChange {
        if let id = try id, id != MovieID(hexadecimal: path) {
            throw InvalidValue(Self.id.description, "must be that of the movie")
        }
        return MovieChange(
            name: try payload.text(MovieField.name).map { text throws(InvalidValue) in try MovieName(text) },
            year: try year, imdb: try imdb, cast: try labels(MovieField.cast), genres: try labels(MovieField.genres),
            owner: try owner)
    }

    private var id: MovieID? {
        get throws(InvalidValue) { try payload.identifier(Self.id) }
    }

    private var year: Replacement<MovieYear>? {
        get throws(InvalidValue) {
            if payload.isNull(MovieField.year) { return .nothing }
            guard let number = payload.integer(MovieField.year) else { return nil }
            return .value(try MovieYear(number))
        }
    }

    private var imdb: Replacement<IMDbID>? {
        get throws(InvalidValue) {
            if payload.isNull(MovieField.imdb) { return .nothing }
            guard let text = payload.text(MovieField.imdb) else { return nil }
            return .value(try IMDbID(text))
        }
    }

    private var owner: AccountID? {
        get throws(InvalidValue) { try payload.identifier(MovieField.owner) }
    }

    private func labels(_ field: StaticString) throws(InvalidValue) -> Labels? {
        guard let texts = payload.texts(field) else { return nil }
        return try Labels(texts, field: field.description)
    }
}

/// Tests: OpenAPIDocumentTests.swift
extension [Member] {
    /// What a movie has besides its id and its owner.
    ///
    /// - Parameter removable: the shape of what it need not have, where it can be removed.
    static func movie(_ removable: (Shape) -> Shape = { $0 }) -> [Member] {
        [
            .required("name", .text(MovieName.lengths), example: "\"Alien\""),
            .optional("year", removable(.integer(Int(MovieYear.range.lowerBound)...Int(MovieYear.range.upperBound)))),
            .optional("imdb", removable(.matching("^tt[0-9]{7,10}$")), example: "\"tt0078748\""),
            .required("casts", .labels, example: "[\"Sigourney Weaver\"]"),
            .required("genres", .labels, example: "[\"Horror\",\"Science fiction\"]"),
        ]
    }

    /// Members of a movie that may be changed, one by one.
    static func changes(of members: [Member]) -> [Member] {
        members.map(\.optional) + [
            .optional("added_by", .component(.objectID), "Hands it over to another account, for administrators"),
            .optional("_id", .component(.objectID), "As it is: that of the movie"),
        ]
    }
}

extension JSONWriter {
    /// Writes a movie, which has at most so many bytes (``MoviePage/mostBytes(name:cast:genres:)``), after `separator`,
    /// which has at most one.
    mutating func movie(
        _ separator: StaticString, upTo most: Int, id: Span<UInt8>, name: Span<UInt8>, year: MovieYear?,
        imdb: Span<UInt8>, cast: Span<UInt8>, genres: Span<UInt8>, owner: Span<UInt8>
    ) {
        // Each name in one literal with what is around it, which becomes a few stores.
        write(upTo: most) { output in
            output.append(json: separator)
            output.append(json: "{\"_id\":{\"$oid\":\"")
            output.append(hexadecimal: id)
            output.append(json: "\"},\"name\":")
            output.append(string: name)
            if let year {
                output.append(json: ",\"year\":")
                output.append(fourDigits: year.number)
            }
            if !imdb.isEmpty {
                output.append(json: ",\"imdb\":\"")
                output.append(json: imdb)
                output.append(json: "\"")
            }
            output.append(json: ",\"casts\":")
            output.append(json: cast)
            output.append(json: ",\"genres\":")
            output.append(json: genres)
            output.append(json: ",\"added_by\":{\"$oid\":\"")
            output.append(hexadecimal: owner)
            output.append(json: "\"}}")
        }
    }
}

/// Tests: MovieTests.swift
extension Movie {
    /// `{"_id":{"$oid":…},"name":…,"year":…,"imdb":…,"casts":[…],"genres":[…],"added_by":{"$oid":…}}`, `year` and `imdb` where
    /// they are known.
    var json: [UInt8] {
        var writer = JSONWriter()
        let (id, owner, imdb) = (id.bytes, owner.bytes, imdb?.utf8 ?? [])
        writer.movie(
            "", upTo: mostBytesOfJSON, id: id.span, name: name.utf8.span, year: year, imdb: imdb.span,
            cast: cast.json.span,
            genres: genres.json.span, owner: owner.span)
        return writer.bytes
    }

    /// As many bytes as ``json`` may have.
    var mostBytesOfJSON: Int {
        MoviePage.mostBytes(name: name.utf8.count, cast: cast.json.count, genres: genres.json.count)
    }
}

extension MovieListJSON: MovieSink {
    mutating func take(
        upTo most: Int, id: Span<UInt8>, name: Span<UInt8>, year: MovieYear?, imdb: Span<UInt8>, cast: Span<UInt8>,
        genres: Span<UInt8>, owner: Span<UInt8>
    ) throws(ResponseMemoryExhausted) {
        try makeRoom(for: most)
        writer.movie(
            byteCount == 0 ? "[" : ",", upTo: most, id: id, name: name, year: year, imdb: imdb, cast: cast,
            genres: genres,
            owner: owner)
    }
}
