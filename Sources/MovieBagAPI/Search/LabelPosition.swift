import MovieBag
import Text
import Web

/// Which genres or casts are asked for: `?q=WORDS&limit=N&after=NAME`.
///
/// Tests: LabelTests.swift
struct LabelPosition {
    /// The largest `limit`, and how many there are without one.
    static let most = 100

    let query: LabelQuery
    private let fields: FormFields

    /// - Throws: `RequestError` or `InvalidValue` for whatever is not exactly that.
    init(_ request: Request, _ kind: LabelKind) throws {
        fields = try FormFields(decoding: request.target.query)
        try fields.refuseOthers(than: ["q"] + PagePosition.parameters)
        query = try LabelQuery(
            kind, text: fields.single("q"), after: fields.single("after"),
            limit: fields.single("limit").map { try PagePosition.limit($0, pageSize: Self.most) } ?? Self.most)
    }

    /// The header field that leads to the next page (RFC 8288), if there is one.
    func linkToNext(_ name: [UInt8]?, at path: String, on site: PublicURL) -> [Response.Field] {
        guard let name else { return [] }
        let others = fields.fields.filter { $0.name.span.equals("q") || $0.name.span.equals("limit") }
            .map { "\(String(decoding: $0.name, as: UTF8.self))=\($0.value.percentEncoded)&" }.joined()
        return [.next("\(site)\(path)?\(others)after=\(name.percentEncoded)")]
    }
}
