import MovieBag
import MovieBagAPI
import MovieBagPages
import Web

/// Turns any error into the response that the published table has for it: HTML below the folders of links, JSON everywhere
/// else, as a problem for a client that wants that.
struct ErrorResponder {
    let pages: Pages
    let site: PublicURL
    let clients: ClientRecognition
    let log: any ErrorLog
    let audit: Audit

    func response(to error: any Error, _ request: Request) -> Response {
        let (row, detail) = PublishedError.row(for: error)
        if row.status >= 500 { log.report(error, published: row) }
        if let refused = error as? AccessRefused {
            audit.refuseAccess(of: refused.account, from: sender(of: request), as: row.name)
        }
        if let limit = error as? LimitReached {
            let client = sender(of: request)
            audit.note(limit, from: client)
            log.report(limit, by: client, request)
        }
        let target = request.target
        guard let folder = LinkFolder(of: target.path.isEmpty ? target.parent : target.path, at: site) else {
            return request.prefersProblems ? row.problem(detail: detail, at: site) : row.response(detail: detail)
        }
        return pages.response(to: error, in: folder, status: row.status, fields: row.fields)
    }

    private func sender(of request: Request) -> Client {
        var client = clients.sender(remote: request.remoteAddress, forwardedFor: request.forwardedFor)
        client.request = request.id
        return client
    }
}
