import Mail
import MovieBag

/// A storage where everybody is logged in, and which remembers one movie: the last that was added.
final class OneMovieStore: SiteStore {
    private(set) var movie: Movie?

    /// Forgets the movie.
    func clear() { movie = nil }

    func add(_ movie: Movie, within quota: MovieQuota) -> RevisedMovie {
        self.movie = movie
        return RevisedMovie(movie, revision: Revision(1))
    }

    func add(
        _ movie: Movie, within quota: MovieQuota, once request: IdempotentRequest,
        response: @escaping @Sendable (RevisedMovie) -> [UInt8]
    ) -> StoredResponse {
        StoredResponse(bytes: response(add(movie, within: quota)), isReplayed: false)
    }

    func movie(_ id: MovieID) -> RevisedMovie? {
        movie.flatMap { $0.id == id ? RevisedMovie($0, revision: Revision(1)) : nil }
    }

    func movie(withKey key: MovieKey) -> MovieID? { movie.flatMap { $0.key == key ? $0.id : nil } }

    func movie(withIMDb imdb: IMDbID) -> MovieID? { movie.flatMap { $0.imdb == imdb ? $0.id : nil } }

    func page(after position: MovieID?, limit: Int, into sink: inout some MovieSink) throws -> MoviePage {
        guard let movie, position.map({ $0.value < movie.id.value }) ?? true else {
            return MoviePage(revision: Revision(1), next: nil)
        }
        let imdb = movie.imdb?.utf8 ?? []
        try sink.take(
            upTo: MoviePage.mostBytes(
                name: movie.name.utf8.count, cast: movie.cast.json.count, genres: movie.genres.json.count),
            id: movie.id.bytes.span, name: movie.name.utf8.span, year: movie.year,
            imdb: imdb.span, cast: movie.cast.json.span,
            genres: movie.genres.json.span, owner: movie.owner.bytes.span)
        return MoviePage(revision: Revision(1), next: movie.id)
    }

    func collectionRevision() -> Revision { Revision(1) }

    func search(
        _ query: MovieQuery, after position: SearchPosition?, limit: Int, counting: Bool,
        into sink: inout some MovieSink
    ) throws -> FoundMovies {
        var search = MovieSearch(query, after: position, limit: limit)
        while search.range != nil { search.endRange() }
        return FoundMovies(revision: Revision(1), next: search.next, total: counting ? 0 : nil)
    }

    func movieCount() -> Int { movie == nil ? 0 : 1 }
    func labels(_ query: LabelQuery) -> FoundLabels { FoundLabels(revision: Revision(1), labels: [], next: nil) }
    func owner(_ account: AccountID) -> MovieOwner? { MovieOwner(account: account, name: nil) }

    func change(
        _ id: MovieID, by editor: MovieEditor, to change: MovieChange, if condition: RevisionCondition,
        within quota: MovieQuota
    ) throws -> RevisedMovie {
        throw MovieError.changeForbidden
    }

    func remove(
        _ id: MovieID, by editor: MovieEditor, if condition: RevisionCondition, as removal: RemovalID
    ) throws {
        throw MovieError.removalForbidden
    }

    func removedMovies(
        of owner: AccountID?, after time: UnixTime, before position: RemovalID?, limit: Int
    ) -> RemovedMoviePage {
        RemovedMoviePage(movies: [], next: nil)
    }

    func restore(
        _ id: MovieID, by editor: MovieEditor, removedAfter time: UnixTime, within quota: MovieQuota
    ) throws -> RevisedMovie {
        throw NoSuchThing()
    }

    func checkHealth() {}

    func marks(of movies: [MovieID], by account: AccountID) -> [OwnMark] { [] }

    func add(_ account: Account, recording entry: AuditEntry) {}
    func account(withEmail email: EmailAddress) -> Account? { nil }
    func hasAccounts() -> Bool { true }
    func password(ofEmail email: EmailAddress) -> StoredPassword? { nil }
    func open(_ logIn: LogIn) {}
    func logInOrigins(at now: UnixTime) -> [LogInOrigin] { [] }
    func session(_ fingerprint: TokenFingerprint, of account: AccountID, at now: UnixTime) -> KeptSession? {
        KeptSession(kind: .api, opened: now, used: now, expires: now)
    }
    /// Every cookie that could be one is that of an administrator.
    func session(_ fingerprint: TokenFingerprint, at now: UnixTime) -> (account: AccountID, session: KeptSession)? {
        AccountID(bytes: Array(repeating: 7, count: 12)).map { account in
            (account, KeptSession(kind: .page, opened: now, used: now, expires: now))
        }
    }
    func note(_ use: SessionUse, of fingerprint: TokenFingerprint) {}
    func end(_ fingerprint: TokenFingerprint) {}

    func requireRoom(for request: LinkRequest, within limits: Limits) {}
    func begin(_ request: LinkRequest, within limits: Limits) -> Bool { request.link != nil }
    func isPending(
        _ fingerprint: TokenFingerprint, for purpose: TokenPurpose, about subject: ObjectID, at now: UnixTime
    ) -> Bool { true }
    func withdraw(_ fingerprint: TokenFingerprint) {}
    func emailAddress(of account: AccountID) -> EmailAddress? { EmailAddress("ann@example.org") }
    func complete(_ reset: CompletedReset) {}
    func begin(_ request: ResetRequest, within limits: Limits) -> BegunReset { .unknownEmail }
    func passwordSet(
        by fingerprint: TokenFingerprint, for purpose: TokenPurpose, at now: UnixTime
    ) -> StoredPassword? { nil }
    func takeRepetition(of fingerprint: TokenFingerprint, for purpose: TokenPurpose, at now: UnixTime) -> Bool { false }

    func begin(_ request: ProofRequest, within limits: Limits) -> BegunProof { .made }
    func emailAddress(of signUp: PendingSignUpID) -> EmailAddress? { EmailAddress("ann@example.org") }
    func prove(_ proof: AddressProof) -> AccountID { proof.account }

    func add(
        _ invitation: Invitation, _ fingerprint: TokenFingerprint, by administrator: AccountID?, mail: OutboxMail?
    ) {}
    func invitations(after position: InvitationID?, limit: Int, at now: UnixTime) -> [Invitation] { [] }
    func invitation(_ fingerprint: TokenFingerprint, at now: UnixTime) -> Invitation? { nil }
    func remove(_ invitation: InvitationID, by administrator: AccountID?) throws { throw NoSuchThing() }
    func redeem(_ redemption: Redemption) throws -> AccountID { throw SignUpError.badInvitation }

    /// Everybody is, so that all routes are reached.
    func isAdministrator(_ account: AccountID) -> Bool { true }
    func add(
        _ token: APIToken, _ fingerprint: TokenFingerprint, confirmedBy confirmation: Confirmation,
        within limits: Limits, recording entry: AuditEntry
    ) {}
    func apiToken(_ fingerprint: TokenFingerprint, at now: UnixTime) -> APIToken? { nil }
    func apiTokens(of account: AccountID, after position: APITokenID?, limit: Int, at now: UnixTime) -> [APIToken] {
        []
    }
    func remove(_ token: APITokenID, of account: AccountID, recording entry: AuditEntry) -> Bool { false }
    func noteUse(of token: APITokenID, at now: UnixTime) {}

    func sessions(of account: AccountID, after position: SessionID?, limit: Int, at now: UnixTime) -> [SessionStatus] {
        []
    }
    func end(_ session: SessionID, of account: AccountID, recording entry: AuditEntry) -> Bool { false }
    func endSessions(
        of account: AccountID, except remaining: TokenFingerprint?, andAPITokens tokens: Bool,
        recording entry: AuditEntry
    ) {}

    func record(_ entry: AuditEntry) {}
    func recordLater(_ entry: AuditEntry) {}
    func records(_ query: AuditQuery) -> [AuditRecord] { [] }
    func removeRecords(before time: UnixTime, limit: Int) -> Bool { false }

    func requireRoom(for guess: Guess, at now: UnixTime) {}
    func count(_ guess: Guess, at now: UnixTime, recording entry: AuditEntry) {}
    func removeEmptyBuckets(at now: UnixTime, limit: Int) -> Bool { false }

    func profile(of account: AccountID) -> Profile? {
        EmailAddress("ann@example.org").map {
            Profile(
                account: account, email: $0, name: nil, role: .member, isVerified: true, isDisabled: false,
                language: nil)
        }
    }
    func profiles(after position: AccountID?, limit: Int) -> [Profile] { [] }
    func profile(withEmail email: EmailAddress) -> Profile? { nil }
    func isLastAdministrator(_ account: AccountID) -> Bool { false }
    func change(_ account: AccountID, to change: AccountChange, by administrator: AccountID?, at now: UnixTime) throws {
        throw NoSuchThing()
    }
    func endSessions(of account: AccountID, by administrator: AccountID?) throws { throw NoSuchThing() }
    func endSessionsOfEveryone(limit: Int) -> (ended: Int, isMore: Bool) { (0, false) }
    func begin(_ link: AdministeredLink, by administrator: AccountID?) {}

    func change(_ account: AccountID, to change: ProfileChange) {}
    func movieCount(of account: AccountID) -> Int { movie == nil ? 0 : 1 }
    func password(of account: AccountID) -> PasswordHash? { nil }
    func change(_ change: PasswordChange) {}

    func isFree(_ address: EmailAddress, for account: AccountID, at now: UnixTime) -> Bool { true }
    func address(
        behind fingerprint: TokenFingerprint, for purpose: TokenPurpose, of account: AccountID, at now: UnixTime
    ) -> EmailAddress? { EmailAddress("ben@example.org") }
    func confirm(_ change: ConfirmedAddress) {}
    func undo(_ change: UndoneAddress) {}

    func begin(_ departure: Departure) {}
    func continueDepartures(limit: Int, within budget: Duration) -> Bool { false }

    func export(of account: AccountID, at now: UnixTime) -> AccountExport? { nil }
    func mark(of movie: MovieID, by account: AccountID) -> Mark { .none }
    func mark(_ movie: MovieID, by account: AccountID, as mark: Mark, within quota: MovieQuota) {}
    func marks(of movie: MovieID, after position: AccountID?, limit: Int) -> MovieMarks {
        MovieMarks(count: 0, sum: 0, marks: [])
    }

    func movies(of account: AccountID, after position: MovieID?) -> OwnMovies { OwnMovies(movies: [], next: nil) }

    func forEachMail(_ show: (OutboxMailStatus) throws -> Void) {}
    func outboxFigures() -> OutboxFigures { OutboxFigures(waiting: 0, retried: 0, dead: 0, oldest: nil) }
    func deadLetters(after position: OutboxMailID?, limit: Int) -> [OutboxMailStatus] { [] }
    func mail(_ id: OutboxMailID) -> OutboxMailStatus? { nil }
    func retry(_ selection: MailSelection, at now: UnixTime) -> Int { 0 }
    func drop(_ selection: MailSelection, at now: UnixTime) -> Int { 0 }

    func recording<Result>(_ entry: AuditEntry, _ body: () throws -> Result) throws -> Result { try body() }
}
