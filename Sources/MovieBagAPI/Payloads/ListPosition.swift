import MovieBag
import Text
import Web

/// Which part of a list that is no list of movies is asked for: `?limit=N&after=ID`.
///
/// Tests: SessionListTests.swift
struct ListPosition<Subject> {
    /// The largest `limit`, and how many there are without one.
    static var most: Int { 100 }

    let limit: Int
    let after: Identifier<Subject>?

    /// - Parameter others: fields that the route has besides.
    /// - Throws: `RequestError` or `InvalidValue` for whatever is not exactly that.
    init(_ request: Request, with others: StaticString...) throws {
        let fields = try FormFields(decoding: request.target.query)
        try fields.refuseOthers(than: ["limit", "after", "_"] + others)
        limit = try fields.single("limit").map(Self.limit) ?? Self.most
        after = try fields.single("after").map { try Identifier<Subject>($0, field: "after") }
    }

    private static func limit(_ text: [UInt8]) throws(InvalidValue) -> Int {
        guard (1...3).contains(text.count), text.allSatisfy(\.isDigit),
            let limit = Int(String(decoding: text, as: UTF8.self)), (1...most).contains(limit)
        else { throw InvalidValue("limit", "must be a number from 1 to \(most)") }
        return limit
    }

    /// A response with as many items as were found, of which one more than ``limit`` were asked for.
    ///
    /// - Parameters:
    ///   - path: of the route, below the site's address, with a query that stays if there is one.
    ///   - id: by which the list is ordered.
    func response<Item>(
        _ items: [Item], at path: String, of site: PublicURL, id: (Item) -> Identifier<Subject>, json: (Item) -> [UInt8]
    ) -> Response {
        let shown = items.prefix(limit)
        var body: [UInt8] = [UInt8(ascii: "[")]
        for item in shown {
            if body.count > 1 { body.append(UInt8(ascii: ",")) }
            body += json(item)
        }
        body.append(UInt8(ascii: "]"))
        var response = Response.private(body)
        if items.count > limit, let last = shown.last {
            let question = path.contains("?") ? "&" : "?"
            let address = "\(site)\(path)\(question)limit=\(limit)&after=\(id(last))"
            response.fields.append(.next(address))
        }
        return response
    }
}

extension Response.Field {
    /// Leads to the next page (RFC 8288, section 3.3).
    static func next(_ address: String) -> Self { .init("Link", "<\(address)>; rel=\"next\"") }
}
