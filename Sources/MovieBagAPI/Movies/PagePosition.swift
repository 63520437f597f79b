import MovieBag
import Web
import Text

/// Which part of the list is asked for: `?limit=N&after=ID`. A field `_` is ignored: jQuery adds one, with a number that is
/// new each time, to keep caches from answering (`cache: false`).
///
/// Tests: PaginationTests.swift
struct PagePosition {
    let limit: Int
    let after: MovieID?
    /// Whether the request named a limit, which the link to the next page then repeats.
    private let namesLimit: Bool

    static let parameters: [StaticString] = ["limit", "after", "_"]

    /// - Parameter others: fields that say nothing more.
    /// - Throws: `RequestError` or `InvalidValue` for whatever is not exactly that.
    init(_ fields: FormFields, pageSize: Int, others: [StaticString] = []) throws {
        guard !fields.fields.isEmpty else {
            (limit, after, namesLimit) = (pageSize, nil, false)
            return
        }
        try fields.refuseOthers(than: Self.parameters + others)
        let limit = try fields.single("limit")
        self.limit = try limit.map { try Self.limit($0, pageSize: pageSize) } ?? pageSize
        namesLimit = limit != nil
        after = try fields.single("after").map { try MovieID($0, field: "after") }
    }

    /// The header field that leads to the next page (RFC 8288), if there is one.
    func linkToNext(of page: MoviePage, on site: PublicURL) -> [Response.Field] {
        guard let last = page.next else { return [] }
        let limit = namesLimit ? "limit=\(limit)&" : ""
        return [.next(site.description + "/api/movies?" + limit + "after=" + last.description)]
    }

    static func limit(_ text: [UInt8], pageSize: Int) throws(InvalidValue) -> Int {
        guard (1...9).contains(text.count), text.allSatisfy(\.isDigit),
            let limit = Int(String(decoding: text, as: UTF8.self)), (1...pageSize).contains(limit)
        else { throw InvalidValue("limit", "must be a number from 1 to \(pageSize)") }
        return limit
    }
}
