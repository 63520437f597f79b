import Testing

extension World {
    /// Adds a movie and returns its id.
    func addMovie(
        _ name: String, by user: User, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        let response = try send(Call("POST", "/api/movies", json: movieBody(name), token: user.token))
        try #require(response.status == 200, "\(response)", sourceLocation: sourceLocation)
        return try response.member("id")
    }

    /// The whole list, as text.
    func movies() throws -> String {
        try send(Call("GET", "/api/movies")).text
    }
}

func movieBody(_ name: String, casts: [String] = ["Setsuko Hara"], genres: [String] = ["Drama"]) -> String {
    #"{"name":\#(quoted(name)),"casts":\#(list(casts)),"genres":\#(list(genres))}"#
}

/// The JSON of a movie as the service must write it.
///
/// - Parameter others: `,"year":…,"imdb":…` as far as they are known.
func movieJSON(
    id: String, name: String, _ others: String = "", casts: String = #"["Setsuko Hara"]"#,
    genres: String = #"["Drama"]"#, owner: String
) -> String {
    #"{"_id":{"$oid":"\#(id)"},"name":\#(quoted(name))\#(others),"casts":\#(casts),"genres":\#(genres),"#
        + #""added_by":{"$oid":"\#(owner)"}}"#
}

private func list(_ texts: [String]) -> String {
    "[\(texts.map(quoted).joined(separator: ","))]"
}
