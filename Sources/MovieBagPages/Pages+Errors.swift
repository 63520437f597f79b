import MovieBag
import Text
import Web

/// Tests: PageErrorTests.swift
extension Pages {
    /// Whether the response to a request is for people: at every path of the site that is not below `/api` and not well known; with
    /// links only, in the folders of links.
    package func isForPeople(_ request: Request) -> Bool {
        let target = request.target
        let path = target.path.isEmpty ? target.parent : target.path
        guard frame.settings.mode == .all else { return LinkFolder(of: path, at: frame.site) != nil }
        let prefix = Array(frame.site.path.utf8)
        guard path.starts(with: prefix) else { return false }
        let local = path.dropFirst(prefix.count)
        return local.starts(with: "/".utf8)
            && !["/api", "/.well-known"].contains { local.elementsEqual($0.utf8) || local.starts(with: "\($0)/".utf8) }
    }

    /// Whether an error is one that only pages know, and no published one.
    package static func isOwn(_ error: any Error) -> Bool { error is ForgedForm }

    /// The page for an error; the status and fields are those of the published error table.
    package func response(
        to error: any Error, _ request: Request, status: Int, fields: [Response.Field]
    ) -> Response {
        let visit = visit(request)
        let target = request.target
        if let folder = LinkFolder(of: target.path.isEmpty ? target.parent : target.path, at: frame.site) {
            return links.response(to: error, in: folder, visit, status: status, fields: fields)
        }
        let (name, status) = Self.text(of: error, status)
        var values = PageValues()
        values["title"] = visit.texts("error_\(name.title)_title")
        values["message"] = visit.texts("error_\(name.text)_text")
        values["status"] = "\(status)"
        values["search_url"] = status == 404 && frame.mayRead(visit) ? frame.address("/") : nil
        values.set("offers_login", if: status == 403 && visit.member == nil && !(error is ForgedForm))
        if status >= 500 { values["request_line"] = visit.texts("error_request", ["id": request.id.text]) }
        if status == 503 {
            let kept = visits.kept(of: request, visit)
            values.set("kept", list: kept)
            values["form_url"] =
                kept.isEmpty ? nil : NextPage(of: visit, below: frame.site).map { frame.address($0.path) }
        }
        if let limit = error as? LimitReached { values["retry_text"] = visit.texts.retry(after: limit.retryAfter) }
        return frame.page(.error, for: visit, values, .init(status: status, fields: fields))
    }

    /// The visit as far as it can be found out: the page for an error must not fail itself.
    private func visit(_ request: Request) -> Visit {
        do {
            return try visits.visit(request)
        } catch {
            // The storage fails, which may be the error that the page is about, and is in the log.
            return visits.anonymous(request)
        }
    }

    /// The names of the texts about an error, and the status of the page: pages have some other ones than the API, whose are
    /// those of the application that it replaces.
    private static func text(of error: any Error, _ status: Int) -> (name: (title: String, text: String), status: Int) {
        switch error {
        case is ForgedForm: return (("403", "403_form"), 403)
        case MovieError.unknown, is NoSuchThing: return (("404", "404"), 404)
        case AuthorityError.administratorsOnly: return (("403", "403_administrators"), 403)
        case is OutcomeUnknown: return (("503_unconfirmed", "503_unconfirmed"), 503)
        default:
            let known = [400, 403, 404, 405, 413, 415, 429, 500, 503].contains(status)
            let name = known ? "\(status)" : status < 500 ? "400" : "500"
            return ((name, name), status)
        }
    }
}

extension PageTexts {
    /// In how many seconds, minutes or hours to try again.
    func retry(after seconds: Int64) -> String {
        switch seconds {
        case ..<90: self("retry_seconds", count: Int(seconds))
        case ..<5400: self("retry_minutes", count: Int((seconds + 59) / 60))
        default: self("retry_hours", count: Int((seconds + 3599) / 3600))
        }
    }
}
