import Logging
import MovieBag
import MovieBagAPI
import MovieBagPages
import ServiceLog
import Web

/// Turns any error into the response that the published table has for it: HTML below /reset/, JSON everywhere else.
///
/// Tests: CheckOrderTests.swift, EndToEndTests/Errors/PublishedErrorTests.swift
struct ErrorResponder {
    let pages: Pages
    let site: PublicURL
    let clients: ClientRecognition
    let log: Log

    func response(to error: any Error, _ request: Request) -> Response {
        let (row, detail) = PublishedError.row(for: error)
        if row.status >= 500 { report(error, row) }
        if let limit = error as? LimitReached {
            let client = clients.sender(remote: request.remoteAddress, forwardedFor: request.forwardedFor)
            log.report(limit, by: client, request)
        }
        let target = request.target
        guard (target.path.isEmpty ? target.parent : target.path).starts(with: "\(site.path)/reset/".utf8) else {
            return row.response(detail: detail)
        }
        return pages.response(to: error, status: row.status, fields: row.fields)
    }

    /// The sentence that clients get says nothing, so the log says all: names, codes and SQL text, never a value.
    private func report(_ error: any Error, _ row: PublishedError) {
        switch error {
        case let error as Overloaded:
            log.trouble(.warning, "a request was turned away: \(error.reason)")
        case is ThreadsExhausted, is HashLaneRequired, is ResponseMemoryExhausted:
            log.trouble(.warning, "a request was turned away: overloaded")
        case let error as StorageUnavailable: log.trouble(.error, "storage: \(error)")
        case let error as OutcomeUnknown: log.trouble(.error, "storage: the outcome of a change is unknown: \(error)")
        default: log.trouble(.error, "\(row.name): \(type(of: error)): \(error)")
        }
    }
}
