import JSON
import MovieBag

extension Movie {
    /// `{"_id":{"$oid":…},"name":…,"casts":[…],"genres":[…],"added_by":{"$oid":…}}`
    var json: [UInt8] {
        var writer = JSONWriter(reserving: 128 + name.utf8.count + cast.json.count + genres.json.count)
        writer.movie(
            id: id.bytes[...], name: name.utf8[...], cast: cast.json[...], genres: genres.json[...],
            owner: owner.bytes[...])
        return writer.bytes
    }
}

extension MoviePage {
    /// A bare array of movies.
    var json: [UInt8] {
        var writer = JSONWriter(reserving: 2 + storage.count + entries.count * 128)
        writer.raw("[")
        for (index, entry) in entries.enumerated() {
            if index > 0 { writer.raw(",") }
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
        raw("{\"_id\":{\"$oid\":\"")
        hexadecimal(id)
        raw("\"},\"name\":")
        string(name)
        raw(",\"casts\":")
        raw(cast)
        raw(",\"genres\":")
        raw(genres)
        raw(",\"added_by\":{\"$oid\":\"")
        hexadecimal(owner)
        raw("\"}}")
    }
}
