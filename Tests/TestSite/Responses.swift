import Testing

/// `{"id":…}`
package struct Identifier: Decodable {
    package let id: String
}

/// `{"token":…}`
package struct Token: Decodable {
    package let token: String
}

/// A movie as the API gives it.
package struct Movie: Decodable, Equatable {
    package struct ObjectID: Decodable, Equatable {
        package let oid: String
        private enum CodingKeys: String, CodingKey { case oid = "$oid" }
    }

    package let id: ObjectID
    package let name: String
    package let casts: [String]
    package let genres: [String]
    package let owner: ObjectID
    private enum CodingKeys: String, CodingKey {
        case id = "_id"
        case name, casts, genres
        case owner = "added_by"
    }
}

/// An error as the API gives it.
package struct PublishedError: Decodable {
    package let error: String
    package let message: String
    package let status: Int
    package let detail: String?
}

/// Expects an error of the API: its status, name and sentence, and the fields that every response has.
package func expectError(
    _ response: HTTPResponse, _ status: Int, _ name: String, _ message: String,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let error = try response.json(PublishedError.self)
    #expect(response.status == status, sourceLocation: sourceLocation)
    #expect(error.status == status, sourceLocation: sourceLocation)
    #expect(error.error == name, sourceLocation: sourceLocation)
    #expect(error.message == message, sourceLocation: sourceLocation)
    expectFields(response, type: "application/json", sourceLocation: sourceLocation)
}

/// Expects the fields that every response has, once each.
package func expectFields(
    _ response: HTTPResponse, type: String, sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(response.values("Content-Type") == [type], sourceLocation: sourceLocation)
    #expect(response.values("X-Content-Type-Options") == ["nosniff"], sourceLocation: sourceLocation)
    #expect(response.values("Cross-Origin-Opener-Policy") == ["same-origin"], sourceLocation: sourceLocation)
    // lighttpd gives a page a second one.
    let policies = response.values("Content-Security-Policy")
    #expect(!policies.isEmpty, sourceLocation: sourceLocation)
    #expect(policies.allSatisfy { $0.hasPrefix("default-src 'none'; ") }, sourceLocation: sourceLocation)
}
