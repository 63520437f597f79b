import Testing

extension World {
    /// The entity tag of what a GET answers, as it stands in the header.
    func tag(_ uri: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
        let response = try send(Call("GET", uri), sourceLocation: sourceLocation)
        try #require(response.status == 200, "\(response)", sourceLocation: sourceLocation)
        return try #require(response["ETag"].first, sourceLocation: sourceLocation)
    }

    /// Changes the name of a movie, whatever its state.
    func rename(
        _ id: String, to name: String, by user: User, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let response = try send(.renaming(id, to: name, by: user), sourceLocation: sourceLocation)
        #expect(response.status == 200, "\(response)", sourceLocation: sourceLocation)
    }
}

extension Call {
    static func renaming(_ id: String, to name: String, by user: User) -> Call {
        Call("PUT", "/api/movies/\(id)", json: #"{"name":\#(quoted(name))}"#, token: user.token)
    }

    static func removing(_ id: String, by user: User) -> Call {
        Call("DELETE", "/api/movies/\(id)", token: user.token)
    }
}
