import JSON
import MovieBag

extension Movie {
    /// `{"_id":{"$oid":…},"name":…,"casts":[…],"genres":[…],"added_by":{"$oid":…}}`
    var json: [UInt8] {
        var writer = JSONWriter()
        let (id, owner) = (id.bytes, owner.bytes)
        writer.movie(
            "", id: id.span, name: name.utf8.span, cast: cast.json.span, genres: genres.json.span, owner: owner.span)
        return writer.bytes
    }
}

/// A bare array of movies, written while the storage reads them.
struct MovieListJSON: MovieSink {
    private var writer: JSONWriter

    /// - Parameter limit: how many movies there may be.
    init(limit: Int) {
        // Room for an ordinary page; a larger one grows, and a short list wastes little.
        writer = JSONWriter(reserving: 1024 + min(limit, 64) * 256)
    }

    var byteCount: Int { writer.bytes.count }

    mutating func take(
        id: Span<UInt8>, name: Span<UInt8>, cast: Span<UInt8>, genres: Span<UInt8>, owner: Span<UInt8>
    ) {
        writer.movie(
            writer.bytes.isEmpty ? "[" : ",", id: id, name: name, cast: cast, genres: genres, owner: owner)
    }

    /// The whole array, once every movie was taken.
    consuming func finish() -> [UInt8] {
        writer.raw(writer.bytes.isEmpty ? "[]" : "]")
        return writer.bytes
    }
}

extension JSONWriter {
    /// Writes a movie after `separator`, which has at most one byte.
    fileprivate mutating func movie(
        _ separator: StaticString, id: Span<UInt8>, name: Span<UInt8>, cast: Span<UInt8>, genres: Span<UInt8>,
        owner: Span<UInt8>
    ) {
        // The names of the members take 72 bytes, the two identifiers 48; a name may have to be escaped throughout.
        write(upTo: 128 + 6 * name.count + cast.count + genres.count) { output in
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
