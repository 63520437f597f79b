import MovieBag
import MovieBagAPI
import Testing
import Web

@Suite("The published error table")
struct PublishedErrorTests {
    static let table: [(PublishedError, ExpectedError)] = [
        (.schemaValidation, .schemaValidation), (.emailAlreadyExists, .emailAlreadyExists),
        (.emailDoesNotExist, .emailDoesNotExist), (.movieAlreadyExists, .movieAlreadyExists),
        (.movieNotExists, .movieNotExists), (.unauthorized, .unauthorized), (.badToken, .badToken),
        (.expired, .expired), (.updatingMovie, .updatingMovie), (.deletingMovie, .deletingMovie),
        (.signUpClosed, .signUpClosed),
        (.invitationRequired, .invitationRequired), (.badInvitation, .badInvitation),
        (.internalServer, .internalServer), (.missingToken, .missingToken), (.badAccessToken, .badAccessToken),
        (.weakPassword, .weakPassword), (.notFound, .notFound),
        (.methodNotAllowed("GET, HEAD"), .methodNotAllowed("GET, HEAD")),
        (.preconditionFailed, .preconditionFailed), (.bodyTooLarge, .bodyTooLarge),
        (.unsupportedMediaType, .unsupportedMediaType),
        (.wrongPassword, .wrongPassword), (.accountDisabled, .accountDisabled), (.emailNotVerified, .emailNotVerified),
        (.administratorsOnly, .administratorsOnly), (.lastAdministrator, .lastAdministrator),
        (.tokenScope, .tokenScope), (.idempotencyKeyReused, .idempotencyKeyReused),
        (.tooManyRequests(retryAfter: 60), .tooManyRequests), (.busy, .busy), (.unconfirmed, .unconfirmed),
    ]

    @Test(arguments: table)
    func everyRowIsAsPublished(row: PublishedError, expected: ExpectedError) throws {
        try expect(try Self.response(row.response(detail: nil)), is: expected)
    }

    @Test func theDocumentHasEveryNameOnceWithItsStatus() throws {
        let source = try Repository.text("Sources/MovieBagAPI/PublishedError.swift")
        var declared: Set<String> = []
        for found in source.matches(of: /Self\(\s*"(\w+)", (\d{3}),/) { declared.insert("\(found.1) \(found.2)") }
        let tested = Set(Self.table.map { row, _ in "\(row.name) \(row.status)" })
        #expect(declared == tested)
        let section = try #require(try Repository.text("docs/api.md").split(separator: "\n## Errors\n").last)
        var documented: [String] = []
        for line in section.split(separator: "\n") where line.hasPrefix("| `") {
            let cells = line.split(separator: "|").map { $0.filter { $0 != " " && $0 != "`" } }
            documented += cells[0].split(separator: ",").map { "\($0) \(cells[1])" }
        }
        // HTTPSRequired is a web server's own.
        let expected = declared.union(["HTTPSRequired 403"]).sorted()
        #expect(documented.sorted() == expected)
    }

    @Test func detailStandsLastAndIsEscaped() throws {
        let response = try Self.response(PublishedError.schemaValidation.response(detail: "a \"quoted\"\nname"))
        #expect(
            response.text
                == #"{"error":"SchemaValidation","message":"Request is missing required fields","status":400,"#
                + #""detail":"a \"quoted\"\nname"}"#)
    }

    @Test(arguments: table.map(\.0))
    func errorsAreNotCachedAndHaveNoTag(row: PublishedError) throws {
        let response = try Self.response(row.response(detail: nil))
        #expect(response["Cache-Control"] == ["no-store"])
        #expect(response["ETag"] == [])
    }

    /// An error that nobody mapped.
    private struct Surprise: Error { let secret = "hunter2" }

    /// ASVS 16.5.1
    @Test func unknownErrorIsAFixedSentence() throws {
        var router = Router(mountedAt: "") { error, _ in
            let (row, detail) = PublishedError.row(for: error)
            return row.response(detail: detail)
        }
        router.on(.get, "/surprise") { _, _ in throw Surprise() }
        let response = try Self.response(router.respond(to: Call("GET", "/surprise").request))
        #expect(response.text == #"{"error":"InternalServer","message":"Something went wrong","status":500}"#)
    }

    private static func response(_ response: Response) throws -> TestResponse {
        var (head, body) = ([UInt8](), [UInt8]())
        response.write(head: &head, body: &body, to: Call("GET", "/").request.id, headOnly: false)
        return try TestResponse(cgi: head + body)
    }
}
