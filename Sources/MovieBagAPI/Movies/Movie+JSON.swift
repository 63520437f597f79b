import JSON
import MovieBag

extension Movie {
    /// `{"_id":{"$oid":…},"name":…,"casts":[…],"genres":[…],"added_by":{"$oid":…}}`
    var json: [UInt8] {
        var writer = JSONWriter()
        writer.movie(
            id: id.bytes[...], name: name.utf8[...], cast: cast.json[...], genres: genres.json[...],
            owner: owner.bytes[...])
        return writer.bytes
    }
}

extension MoviePage {
    /// A bare array of movies.
    var json: [UInt8] {
        // Enough for names without many escapes, so that an ordinary page is written without growing.
        var writer = JSONWriter(reserving: 1024 + storage.count + count * 128)
        writer.raw("[")
        for index in 0..<count {
            if index > 0 { writer.raw(",") }
            let entry = self[index]
            writer.movie(
                id: storage[entry.id], name: storage[entry.name], cast: storage[entry.cast],
                genres: storage[entry.genres], owner: storage[entry.owner])
        }
        writer.raw("]")
        return writer.bytes
    }
}

extension JSONWriter {
    fileprivate mutating func movie(
        id: ArraySlice<UInt8>, name: ArraySlice<UInt8>, cast: ArraySlice<UInt8>, genres: ArraySlice<UInt8>,
        owner: ArraySlice<UInt8>
    ) {
        // The names of the members take 72 bytes, the two identifiers 48; a name may have to be escaped throughout.
        write(upTo: 128 + 6 * name.count + cast.count + genres.count) { output in
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
