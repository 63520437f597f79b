import MovieBag
import Web

/// Tests: ResetPageTests.swift, VerifyPageTests.swift
extension Pages {
    /// The page for an error; the status and fields are those of the published error table.
    package func response(
        to error: any Error, in folder: LinkFolder, status: Int, fields: [Response.Field]
    ) -> Response {
        if folder == .reset, let problem = problem(of: error) {
            return form(status: status, problem: problem, for: nil)
        }
        return switch error {
        case TokenError.expired: refused(.expired, in: folder)
        case TokenError.invalid, SignUpError.badInvitation: refused(.invalid, in: folder)
        case is OutcomeUnknown:
            self.error(
                status: status, title: "Please look first",
                message: """
                    It is not certain whether the change was made. Please try to log in with the new password; if that does \
                    not work, open the link again.
                    """, fields: fields)
        case is SignUpError:
            self.error(
                status: status, title: "Sign-up is closed",
                message: "New accounts take an invitation here, and this link is none.", fields: fields)
        case RequestError.malformedForm, RequestError.lengthMismatch:
            self.error(
                status: status, title: "Please try again",
                message: "The form did not arrive whole. Please open the link in the mail again.", fields: fields)
        default: self.error(status: status, title: Self.title(status), message: Self.message(status), fields: fields)
        }
    }

    private static func title(_ status: Int) -> String {
        switch status {
        case 404: "Page not found"
        case 405, 413, 415: "This does not work here"
        case 429, 503: "Please try again"
        default: "Something went wrong"
        }
    }

    private static func message(_ status: Int) -> String {
        switch status {
        case 404: "There is no such page. Perhaps the link in the mail was cut off: please copy all of it."
        case 405: "This page can be opened and its form can be sent, nothing else."
        case 413: "What was sent is too large."
        case 415: "This page expects its own form."
        case 429: "That was tried too often. Please try again in a while; the link stays good."
        case 503: "The service is overloaded at the moment. Please try again in a moment; the link stays good."
        default: "We could not do what you asked. Please try again later; nothing was changed."
        }
    }
}
