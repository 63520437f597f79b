import Testing

/// `{"id":…}`
struct Identifier: Decodable {
    let id: String
}

/// `{"token":…}`
struct Token: Decodable {
    let token: String
}

/// A movie as the API gives it.
struct Movie: Decodable, Equatable {
    struct ObjectID: Decodable, Equatable {
        let oid: String
        private enum CodingKeys: String, CodingKey { case oid = "$oid" }
    }

    let id: ObjectID
    let name: String
    let casts: [String]
    let genres: [String]
    let owner: ObjectID
    private enum CodingKeys: String, CodingKey {
        case id = "_id"
        case name, casts, genres
        case owner = "added_by"
    }
}

/// An error as the API gives it.
struct PublishedError: Decodable {
    let error: String
    let message: String
    let status: Int
    let detail: String?
}

/// Expects an error of the API: its status, name and sentence, and the fields that every answer has.
func expectError(
    _ answer: HTTPResponse, _ status: Int, _ name: String, _ message: String,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let error = try answer.json(PublishedError.self)
    #expect(answer.status == status, sourceLocation: sourceLocation)
    #expect(error.status == status, sourceLocation: sourceLocation)
    #expect(error.error == name, sourceLocation: sourceLocation)
    #expect(error.message == message, sourceLocation: sourceLocation)
    expectFields(answer, type: "application/json", sourceLocation: sourceLocation)
}

/// Expects the two fields that every answer has, once each.
func expectFields(
    _ answer: HTTPResponse, type: String, sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(answer.values("Content-Type") == [type], sourceLocation: sourceLocation)
    #expect(answer.values("X-Content-Type-Options") == ["nosniff"], sourceLocation: sourceLocation)
}
