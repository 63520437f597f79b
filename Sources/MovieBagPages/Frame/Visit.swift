import Mail
import MovieBag
import Text
import Web

/// A request for a page, with all that the frame has found out about it.
struct Visit {
    let request: Request
    /// The segment of the path that the route leaves open.
    let parameter: PathParameter
    /// Who is logged in; `nil` for a stranger.
    let member: Member?
    let language: PageLanguage
    let texts: PageTexts
    /// The fields of a form that was sent, or what is wrong with it; none for a request that only reads.
    let sent: Result<FormFields, RequestError>
    /// For ``form_token``.
    let formToken: String
    /// Told of what refuses a request.
    let reports: PageReports

    /// Who is logged in.
    struct Member {
        let authority: Authority
        let profile: Profile

        var account: AccountID { authority.account }
        var isAdministrator: Bool { profile.role == .administrator }
        /// Whether pages offer to change and remove a movie; the storage decides.
        func mayChange(_ movie: Movie) -> Bool { movie.owner == account || isAdministrator }
        /// As the head of pages shows it.
        var shownName: String { profile.name?.text ?? profile.email.text }
    }

    /// The fields of the form that was sent.
    var form: FormFields {
        get throws(RequestError) { try sent.get() }
    }

    /// The account that is logged in. Only for routes that need one.
    ///
    /// - Throws: ``SessionOver``.
    func requireMember() throws -> Member {
        guard let member else { throw SessionOver() }
        return member
    }

    /// What a form says of a limit that was reached, which is recorded.
    func text(of limit: LimitReached) -> String {
        reports.limit(limit, request)
        return texts.limit(limit)
    }

    /// The fields of the query. A name that no page knows does not count, and a query that is malformed has none.
    var query: FormFields {
        // An address that people edit leads to the page anyway.
        (try? FormFields(decoding: request.target.query)) ?? .empty
    }

    /// The value of a field that was sent; empty when it was not.
    ///
    /// - Throws: `RequestError` when it was sent more than once.
    func field(_ name: StaticString) throws(RequestError) -> [UInt8] { try form.single(name) ?? [] }

    /// The same without white space around it, as text.
    func text(_ name: StaticString) throws(RequestError) -> String {
        String(decoding: try field(name).trimmingWhiteSpace, as: UTF8.self)
    }
}

/// The session that a request needs is over, or there has been none.
struct SessionOver: Error, Equatable {}
