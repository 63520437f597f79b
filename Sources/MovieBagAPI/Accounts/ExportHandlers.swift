import JSON
import Mail
import MovieBag
import Web

/// The export of the own account over HTTP.
///
/// Tests: AccountExportTests.swift
struct ExportHandlers {
    let account: OwnAccount
    let site: PublicURL
    /// Where the memory of large responses comes from.
    let budget: any ResponseBudget

    func export(_ request: Request, _: PathParameter, by authority: Authority) throws -> Response {
        let after = try Self.lastOneRead(request)
        // A page may be there twice, as it was read and as JSON.
        try budget.reserve(2 * OwnMovies.fullAt + ResponseSize.small)
        let movies = try account.movies(of: authority.account, after: after)
        var writer = JSONWriter(reserving: ResponseSize.small)
        writer.raw("{")
        // The first page says everything else.
        if after == nil {
            writer.members(of: try account.export(of: authority.account))
            writer.raw(",")
        }
        writer.raw("\"movies\":")
        writer.array(movies.movies) { $0.raw($1.json) }
        writer.raw(",\"marks\":")
        writer.array(movies.marks) { writer, own in
            writer.raw("{\"movie\":")
            writer.objectID(own.movie)
            writer.raw(",")
            writer.members(of: own.mark, withNote: true)
            writer.raw("}")
        }
        writer.raw("}")
        var response = Response.private(writer.bytes)
        if let next = movies.next {
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

extension JSONWriter {
    fileprivate mutating func members(of export: AccountExport) {
        raw("\"account\":{")
        members(of: export.profile)
        raw("},\"sessions\":")
        array(export.sessions) { $0.raw($1.json(isCurrent: nil)) }
        raw(",\"tokens\":")
        array(export.tokens) { writer, token in
            writer.raw("{")
            writer.members(of: token)
            writer.raw("}")
        }
        raw(",\"mails\":")
        array(export.mails) { writer, mail in
            writer.raw("{\"kind\":")
            writer.text(mail.kind.name)
            writer.raw(",\"recipient\":")
            writer.text(mail.recipient.text)
            writer.raw(",\"created\":")
            writer.time(mail.written)
            writer.raw("}")
        }
        raw(",\"clients\":")
        array(export.clients) { writer, client in
            writer.raw("{\"network\":")
            writer.text(client.network.description)
            writer.raw(",\"last\":")
            writer.time(client.last)
            writer.raw("}")
        }
    }
}
