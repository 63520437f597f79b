import MovieBag
import MovieBagAPI
import MovieBagPages
import Web

/// Turns any error into the response that the published table has for it: a page at the paths for people, JSON below the
/// API's, as a problem for a client that wants that.
struct ErrorResponder {
    let pages: Pages
    let site: PublicURL
    let clients: ClientRecognition
    let log: any ErrorLog
    let audit: Audit

    func response(to error: any Error, _ request: Request) -> Response {
        let (row, detail) = PublishedError.row(for: error)
        if Pages.isOwn(error) { return pages.response(to: error, request, status: 403, fields: []) }
        if row.status >= 500 { log.report(error, published: row) }
        if let refused = error as? AccessRefused {
            audit.refuseAccess(of: refused.account, from: clients.sender(of: request), as: row.name)
        }
        if let limit = error as? LimitReached { Self.note(limit, request, clients, audit, log) }
        guard pages.isForPeople(request) else {
            return request.prefersProblems ? row.problem(detail: detail, at: site) : row.response(detail: detail)
        }
        return pages.response(to: error, request, status: row.status, fields: row.fields)
    }

    /// Records a limit that was reached, whether an error or a form says it.
    static func note(
        _ limit: LimitReached, _ request: Request, _ clients: ClientRecognition, _ audit: Audit, _ log: any ErrorLog
    ) {
        let client = clients.sender(of: request)
        audit.note(limit, from: client)
        log.report(limit, by: client, request)
    }
}

extension ClientRecognition {
    func sender(of request: Request) -> Client {
        var client = sender(remote: request.remoteAddress, forwardedFor: request.forwardedFor)
        client.request = request.id
        return client
    }
}
