import MovieBag
import Web

/// Tests: ResetPageTests.swift, VerifyPageTests.swift
extension LinkPages {
    /// The page for an error; the status and fields are those of the published error table.
    func response(
        to error: any Error, in folder: LinkFolder, _ visit: Visit, status: Int, fields: [Response.Field]
    ) -> Response {
        if folder == .reset, let problem = problem(of: error, visit.texts) {
            return form(visit, problem: problem, for: nil)
        }
        return switch error {
        case TokenError.expired: refused(.expired, in: folder, visit)
        case TokenError.invalid, SignUpError.badInvitation: refused(.invalid, in: folder, visit)
        case is OutcomeUnknown: self.error("unconfirmed", visit, status, fields)
        case is SignUpError: self.error("sign_up_closed", visit, status, fields)
        case RequestError.malformedForm, RequestError.lengthMismatch: self.error("not_whole", visit, status, fields)
        default: self.error(Self.known.contains(status) ? "\(status)" : "other", visit, status, fields)
        }
    }

    private static let known = [404, 405, 413, 415, 429, 503]

    /// - Parameter name: of the texts, between `link_` and `_title`.
    private func error(_ name: String, _ visit: Visit, _ status: Int, _ fields: [Response.Field]) -> Response {
        var values = PageValues()
        values["title"] = visit.texts("link_\(name)_title")
        values["message"] = visit.texts("link_\(name)_text")
        values["status"] = "\(status)"
        return frame.page(
            .error, for: visit, values, .init(status: status, hidesAddress: true, fields: [Self.keepOutOfLogs] + fields)
        )
    }
}
