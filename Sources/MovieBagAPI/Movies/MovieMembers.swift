import JSON
import MovieBag
import Web

/// The members of a movie in JSON: how each is read, and how it is written.
///
/// Tests: MovieTests.swift, MovieBagAPITests/Movies/MovieValueTests.swift
struct MovieMembers {
    /// Stands in the entity tags of movies. To be raised when a release writes the same movies in other bytes.
    static let form: StaticString = "1-"

    private let payload: Payload

    private static let most = Labels.counts.upperBound

    /// Reads them from a body, which need not have any of them.
    ///
    /// - Throws: `RequestError` or `InvalidValue`.
    init(of request: Request) throws {
        payload = try Payload(
            of: request, members: .text(MovieField.name), .texts(MovieField.cast, atMost: Self.most),
            .texts(MovieField.genres, atMost: Self.most), .objectID(MovieField.owner))
    }

    /// A new movie, for which all of them must be there but its owner, who is who adds it.
    ///
    /// - Throws: `InvalidValue`.
    var draft: MovieDraft {
        get throws {
            guard try owner == nil else { throw InvalidValue(MovieField.owner.description, "is not for a new movie") }
            return try MovieDraft(
                name: try MovieName(payload.required.text(MovieField.name)),
                cast: try Labels(payload.required.texts(MovieField.cast), field: MovieField.cast.description),
                genres: try Labels(payload.required.texts(MovieField.genres), field: MovieField.genres.description))
        }
    }

    /// New values for those that are there.
    ///
    /// - Throws: `InvalidValue`, also when none is there.
    var change: MovieChange {
        get throws {
            try MovieChange(
                name: try payload.text(MovieField.name).map { text throws(InvalidValue) in try MovieName(text) },
                cast: try labels(MovieField.cast), genres: try labels(MovieField.genres),
                owner: owner)
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

extension JSONWriter {
    /// Writes a movie, which has at most so many bytes (``MoviePage/mostBytes(name:cast:genres:)``), after `separator`,
    /// which has at most one.
    mutating func movie(
        _ separator: StaticString, upTo most: Int, id: Span<UInt8>, name: Span<UInt8>, cast: Span<UInt8>,
        genres: Span<UInt8>, owner: Span<UInt8>
    ) {
        // Each name in one literal with what is around it, which becomes a few stores.
        write(upTo: most) { output in
            output.append(json: separator)
            output.append(json: "{\"_id\":{\"$oid\":\"")
            output.append(hexadecimal: id)
            output.append(json: "\"},\"name\":")
            output.append(string: name)
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
    /// `{"_id":{"$oid":…},"name":…,"casts":[…],"genres":[…],"added_by":{"$oid":…}}`
    var json: [UInt8] {
        var writer = JSONWriter()
        let (id, owner) = (id.bytes, owner.bytes)
        writer.movie(
            "", upTo: mostBytesOfJSON, id: id.span, name: name.utf8.span, cast: cast.json.span,
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
        upTo most: Int, id: Span<UInt8>, name: Span<UInt8>, cast: Span<UInt8>, genres: Span<UInt8>, owner: Span<UInt8>
    ) throws(ResponseMemoryExhausted) {
        try makeRoom(for: most)
        writer.movie(
            byteCount == 0 ? "[" : ",", upTo: most, id: id, name: name, cast: cast, genres: genres, owner: owner)
    }
}
