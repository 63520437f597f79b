import Hummingbird
import HummingbirdCore
import NIOCore

/// Which movies are asked for: `?limit=N&after=ID`.
struct MoviePage {
    private static let largest = 1000
    private static let beforeAll = Identifier([])

    let limit: Int
    let after: Identifier
    /// What the link to the next page repeats.
    private let limitInLink: String

    init(of uri: URI) throws {
        let parameters = uri.queryParameters
        limit = try parameters["limit"].map(Self.limit) ?? Self.largest
        limitInLink = parameters["limit"].map { "limit=\($0)&" } ?? ""
        after = try parameters["after"].map(Self.position) ?? Self.beforeAll
    }

    /// The page as JSON, and the link to the next one if there is one.
    func response(from reader: Reader) throws -> Response {
        let rows = reader.moviesAfter
        try rows.bind(1, after)
        // One more than asked for tells whether more follow.
        try rows.bind(2, Int64(limit) + 1)
        defer { rows.reset() }
        var json = ByteBufferAllocator().buffer(capacity: min(limit, 64) * 256)
        var last = after
        var link: String?
        json.writeStaticString("[")
        for count in 0... {
            guard try rows.step() else { break }
            if count == limit {
                link = "<http://localhost:8080/api/movies?\(limitInLink)after=\(last)>; rel=\"next\""
                break
            }
            if count > 0 { json.writeStaticString(",") }
            json.writeMovie(rows)
            if count + 1 == limit { last = Identifier(rows.bytes(0)) }
        }
        json.writeStaticString("]")
        return Response(json: json, link: link)
    }

    private static func limit(_ text: Substring) throws -> Int {
        guard let limit = Int(text), 1...largest ~= limit else { throw Refusal.schemaValidation }
        return limit
    }

    private static func position(_ text: Substring) throws -> Identifier {
        guard let position = Identifier(hexadecimal: text) else { throw Refusal.schemaValidation }
        return position
    }
}
