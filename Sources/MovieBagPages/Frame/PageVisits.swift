import Memory
import MovieBag
import Web

/// Finds out who visits a page, in which language, and whether a form may be taken; then the page's handler responds.
///
/// Tests: PageVisitTests.swift
struct PageVisits {
    typealias Handler = (Visit) throws -> Response

    /// A form of a movie has 100 genres and as many casts to choose from.
    private static let mostFields = 512

    let frame: PageFrame
    let cookie: PageSessionCookie
    let check: CrossSiteCheck
    let codes: FormCodes
    let authentication: Authentication
    let account: OwnAccount
    let clients: ClientRecognition
    let reports: PageReports
    /// Shows the log-in page to one who has to log in first, with the form that was sent.
    let logInFirst: (_ visit: Visit, _ route: RouteDescription) throws -> Response

    /// Puts all that in front of a handler.
    func prepared(for route: RouteDescription, _ handler: @escaping Handler) -> Router.Handler {
        { request, parameter in
            let sent = route.body == .none ? .success(.empty) : Self.fields(of: request)
            defer { if case .success(let form) = sent { form.cleanse() } }
            if route.body == .none, !request.isFramedAsDeclared { throw RequestError.lengthMismatch }
            let visit = try visit(request, parameter, sent)
            if request.method.takesBody {
                try check.require(
                    request, try? sent.get(), of: visitor(of: request, visit.member),
                    orSecretIn: route.path.hasSuffix("{token}"), at: frame.clock.now)
            }
            // What is no form at all is for no page, whether it reads a field or not.
            if case .failure(let error) = sent, [.unsupportedMediaType, .unsupportedCoding].contains(error) {
                throw error
            }
            return try respond(to: visit, by: route, handler)
        }
    }

    private func respond(to visit: Visit, by route: RouteDescription, _ handler: Handler) throws -> Response {
        switch route.caller {
        case .anyone: break
        case .account, .session, .administrator:
            guard let member = visit.member else { return try logInFirst(visit, route) }
            if route.caller == .administrator, !member.isAdministrator {
                reports.refusal(member.account, visit.request)
                throw AuthorityError.administratorsOnly
            }
        }
        do {
            return try handler(visit)
        } catch is SessionOver {
            return try logInFirst(visit, route)
        } catch TokenError.invalid where visit.member != nil && route.caller != .anyone {
            // The account or the session has ended since it was looked at.
            return try logInFirst(visit, route)
        }
    }

    /// A visit without a form, for pages about errors too.
    func visit(
        _ request: Request, _ parameter: PathParameter = [], _ sent: Result<FormFields, RequestError> = .success(.empty)
    ) throws -> Visit {
        let member = try member(of: request)
        let language = PageLanguage(of: request, member)
        return Visit(
            request: request, parameter: parameter, member: member, language: language,
            texts: frame.templates.texts(in: language), sent: sent,
            formToken: try codes.token(for: visitor(of: request, member), at: frame.clock.now), reports: reports)
    }

    /// The same for a stranger, where nothing can be looked up.
    func anonymous(_ request: Request) -> Visit {
        let language = PageLanguage(of: request, nil)
        return Visit(
            request: request, parameter: [], member: nil, language: language,
            texts: frame.templates.texts(in: language), sent: .success(.empty), formToken: "", reports: reports)
    }

    /// What was typed into the form of a request that failed, to be sent once more; none for a form with a password, which is typed
    /// again, and for one that this site has not sent.
    func kept(of request: Request, _ visit: Visit) -> [PageValues] {
        guard request.method.takesBody, let form = try? Self.fields(of: request).get() else { return [] }
        defer { form.cleanse() }
        let own: Void? = try? check.require(
            request, form, of: visitor(of: request, visit.member), orSecretIn: false, at: frame.clock.now)
        return own == nil || KeptForm.loses(form) ? [] : KeptForm(of: form).list(isCarried: false)
    }

    private func member(of request: Request) throws -> Visit.Member? {
        guard let secret = cookie.secret(in: request), let authority = try authentication.authority(presenting: secret)
        else { return nil }
        do {
            return Visit.Member(authority: authority, profile: try account.profile(of: authority.account))
        } catch TokenError.invalid {
            return nil
        }
    }

    private func visitor(of request: Request, _ member: Visit.Member?) -> FormCodes.Visitor {
        if let session = member?.authority.session { return .session(session) }
        return .client(clients.sender(remote: request.remoteAddress, forwardedFor: request.forwardedFor).network)
    }

    /// The fields of a form.
    private static func fields(of request: Request) -> Result<FormFields, RequestError> {
        Result { () throws(RequestError) in
            guard case .form = MediaType(request.contentType) else { throw RequestError.unsupportedMediaType }
            guard request.isUncoded else { throw RequestError.unsupportedCoding }
            guard request.isFramedAsDeclared, case .complete(let body) = request.body else {
                throw RequestError.lengthMismatch
            }
            // Others than ours do not matter: browsers and password managers add some (`_charset_`, the name of a button).
            return try FormFields(decoding: body, atMost: mostFields)
        }
    }
}
