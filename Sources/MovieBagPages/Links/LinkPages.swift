import Mail
import Memory
import MovieBag
import Web

/// The pages that a link in a mail leads to.
///
/// Tests: ResetPageTests.swift
struct LinkPages {
    /// Why a link is of no use.
    enum Refusal {
        case expired
        case invalid
        /// Not all of it arrived.
        case cut
    }

    let frame: PageFrame
    let resets: PasswordResets
    let pendingSignUps: PendingSignUps
    let addressChanges: AddressChanges
    let signUps: SignUps
    let clients: ClientRecognition
    /// Whether an address without a dot in its domain may sign up.
    let allowsLocalMail: Bool

    /// The files of nginx/ and deploy/ take it off where they keep the address out of the logs, so that the doctor knows those
    /// that do not.
    static let keepOutOfLogs = Response.Field("Movie-Bag-Link", "keep-out-of-logs")

    /// Word that a link is of no use, and what to do about it.
    func refused(_ refusal: Refusal, in folder: LinkFolder, _ visit: Visit) -> Response {
        var values = PageValues()
        switch folder {
        case .reset: values["forgot_url"] = frame.settings.mode == .all ? frame.address("/forgot") : nil
        case .verify: values.set("verify", if: true)
        case .email: values.set("email", if: true)
        case .invitation: values.set("invitation", if: true)
        }
        switch refusal {
        case .expired: values["message"] = visit.texts("link_expired")
        case .invalid: values["message"] = visit.texts("link_invalid")
        case .cut:
            values["message"] = visit.texts("link_cut")
            values.set("cut", if: true)
        }
        return page(folder == .reset ? .resetRefused : .linkRefused, visit, status: 403, values)
    }

    /// A page.
    ///
    /// - Parameter title: the name of the text that is its title, where that is not the page's own.
    func page(
        _ name: PageName, _ visit: Visit, status: Int = 200, title: String? = nil, _ values: PageValues = PageValues()
    ) -> Response {
        var all = values
        all["minimum"] = "\(frame.minimumPassword)"
        all["password_hint"] = visit.texts("password_hint", ["minimum": "\(frame.minimumPassword)"])
        // The address holds the token: no cache keeps it, no other site learns it.
        return frame.page(
            name, for: visit, all,
            .init(
                status: status, title: title.map { visit.texts($0) }, hidesAddress: true, fields: [Self.keepOutOfLogs]))
    }

    /// What a form says when it is shown again because of `error`; `nil` when it is not.
    func problem(of error: any Error, _ texts: PageTexts) -> String? {
        frame.problem(of: error, texts)?.text
    }
}
