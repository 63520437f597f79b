import MovieBag
import Web

/// The export of the own account over HTTP.
///
/// Tests: AccountExportTests.swift
struct ExportHandlers {
    let export: AccountExportJSON
    let site: PublicURL

    func export(_ request: Request, _: PathParameter, by authority: Authority) throws -> Response {
        let part = try export.part(of: authority.account, after: try Self.lastOneRead(request))
        var response = Response.private(part.json)
        if let next = part.next {
            response.fields.append(.next("\(site)/api/auth/export?after=\(next)"))
        }
        return response
    }

    /// The movie behind which the page begins: `?after=ID`. A page has as much as fits, so there is no limit to ask for.
    ///
    /// - Throws: `RequestError` or `InvalidValue` for whatever is not exactly that.
    private static func lastOneRead(_ request: Request) throws -> MovieID? {
        let fields = try FormFields(decoding: request.target.query)
        try fields.refuseOthers(than: ["after", "_"])
        return try fields.single("after").map { try MovieID($0, field: "after") }
    }
}
