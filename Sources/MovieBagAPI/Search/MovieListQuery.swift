import MovieBag
import Text
import Web

/// What is asked of the list of movies besides a part of it in the order of ids:
/// `?q=&genre=&cast=&year=&added_by=&mine=&sort=&limit=&after=`. `genre` and `cast` may be repeated.
///
/// Tests: MovieSearchTests.swift
struct MovieListQuery {
    /// The most bytes of the query as the link to the next page repeats it.
    static let mostBytes = 2_048

    private let fields: FormFields
    private let pageSize: Int
    /// Whether it depends on the account that sends the request.
    let isPersonal: Bool
    /// Whether the movies are asked for that this account has added.
    private let isOwn: Bool
    private let mark: OwnMarkCondition.Kind?
    let limit: Int

    /// Whether fields ask for more than a part of the list, or are unknown.
    static func isAsked(by fields: FormFields) -> Bool {
        fields.fields.contains { field in
            !PagePosition.parameters.contains { field.name.span.equals($0) }
        }
    }

    /// - Throws: `RequestError` or `InvalidValue` for whatever is not exactly that.
    init(_ fields: FormFields, pageSize: Int) throws {
        try fields.refuseOthers(
            than: ["q", "genre", "cast", "year", "added_by", "mine", "sort"] + PagePosition.parameters)
        self.fields = fields
        self.pageSize = pageSize
        limit = try fields.single("limit").map { try PagePosition.limit($0, pageSize: pageSize) } ?? pageSize
        isOwn = try fields.single("added_by").map { $0.span.equals("me") } ?? false
        mark = try fields.single("mine").map(OwnMarkCondition.Kind.init)
        isPersonal = isOwn || mark != nil
        guard link.utf8.count <= Self.mostBytes else { throw RequestError.malformedForm("the query is too long") }
    }

    /// - Parameter account: for whom `me` and `mine` stand; there is one when it is personal.
    /// - Throws: `RequestError` or `InvalidValue`.
    func query(for account: AccountID?) throws -> MovieQuery {
        try MovieQuery(
            text: fields.single("q"), genres: fields.all("genre"), cast: fields.all("cast"),
            years: fields.single("year").map(YearRange.init)?.years, owner: isOwn ? account : owner,
            mark: account.flatMap { account in mark.map { OwnMarkCondition($0, of: account) } },
            order: fields.single("sort").map(MovieOrder.init) ?? MovieOrder(.added))
    }

    /// - Throws: `RequestError` or `InvalidValue`.
    func position(for query: MovieQuery) throws -> SearchPosition? {
        try fields.single("after").map { try SearchPosition($0, for: query) }
    }

    /// The part in the order of ids, for a query that has only that.
    ///
    /// - Throws: `RequestError` or `InvalidValue`.
    var page: PagePosition {
        get throws { try PagePosition(fields, pageSize: pageSize, others: ["sort"]) }
    }

    /// The header field that leads to the next page (RFC 8288), if there is one.
    func linkToNext(_ position: SearchPosition?, for query: MovieQuery, on site: PublicURL) -> [Response.Field] {
        guard let position else { return [] }
        return [.next("\(site)/api/movies?\(link)after=\(position.text(for: query))")]
    }

    private var owner: AccountID? {
        get throws {
            try fields.single("added_by").map { text in
                guard let id = AccountID(hexadecimal: text[...]) else {
                    throw InvalidValue("added_by", "must be me or an id of 24 lower-case hexadecimal digits")
                }
                return id
            }
        }
    }

    /// All that was asked for but the position, each with an & behind it.
    private var link: String {
        fields.fields.filter { !$0.name.span.equals("after") && !$0.name.span.equals("_") }
            .map { "\(String(decoding: $0.name, as: UTF8.self))=\($0.value.percentEncoded)&" }.joined()
    }
}
