import Mail
import MovieBag

/// A storage where everybody is logged in, and which remembers one movie: the last that was added. It counts what it was asked to
/// change, and not that a session was used or a request refused.
final class OneMovieStore: SiteStore {
    private(set) var movie: Movie?
    /// The account and the session that were made last.
    private(set) var added: Account?
    private(set) var opened: TokenFingerprint?
    /// The account that is there; while there is none, no address has one.
    var member: Account?
    /// The session that is there; while it is `nil` any is.
    var goodSession: TokenFingerprint?
    private(set) var writes = 0
    /// Those of movies and marks.
    private(set) var movieWrites = 0

    /// Forgets the movie, or has another one, and has counted nothing.
    func clear(to movie: Movie? = nil) {
        self.movie = movie
        (writes, movieWrites) = (0, 0)
    }

    /// Counts a request to change something.
    func write(_ movies: Int = 0) {
        writes += 1
        movieWrites += movies
    }

    func add(_ movie: Movie, within quota: MovieQuota) -> RevisedMovie {
        self.movie = movie
        write(1)
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
        write(1)
        throw MovieError.changeForbidden
    }

    func remove(
        _ id: MovieID, by editor: MovieEditor, if condition: RevisionCondition, as removal: RemovalID
    ) throws {
        write(1)
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
        write(1)
        throw NoSuchThing()
    }

    func checkHealth() {}

    func marks(of movies: [MovieID], by account: AccountID) -> [OwnMark] { [] }

    func add(_ account: Account, recording entry: AuditEntry) {
        write()
        added = account
    }
    func account(withEmail email: EmailAddress) -> Account? { member?.email == email ? member : nil }
    func hasAccounts() -> Bool { true }
    func password(ofEmail email: EmailAddress) -> StoredPassword? {
        account(withEmail: email).map { StoredPassword(account: $0.id, hash: $0.password) }
    }
    func open(_ logIn: LogIn) {
        write()
        opened = logIn.session.fingerprint
    }
    func logInOrigins(at now: UnixTime) -> [LogInOrigin] { [] }
    func session(_ fingerprint: TokenFingerprint, of account: AccountID, at now: UnixTime) -> KeptSession? {
        KeptSession(kind: .api, opened: now, used: now, expires: now)
    }
    /// Every cookie that could be one is that of an administrator, or only the right one.
    func session(_ fingerprint: TokenFingerprint, at now: UnixTime) -> (account: AccountID, session: KeptSession)? {
        guard goodSession.map({ $0 == fingerprint }) ?? true else { return nil }
        return AccountID(bytes: Array(repeating: 7, count: 12)).map { account in
            (account, KeptSession(kind: .page, opened: now, used: now, expires: now))
        }
    }
    func note(_ use: SessionUse, of fingerprint: TokenFingerprint) {}
    func end(_ fingerprint: TokenFingerprint) { write() }

    func requireRoom(for request: LinkRequest, within limits: Limits) {}
    func begin(_ request: LinkRequest, within limits: Limits) -> Bool {
        write()
        return request.link != nil
    }
    func isPending(
        _ fingerprint: TokenFingerprint, for purpose: TokenPurpose, about subject: ObjectID, at now: UnixTime
    ) -> Bool { true }
    func withdraw(_ fingerprint: TokenFingerprint) { write() }
    func emailAddress(of account: AccountID) -> EmailAddress? { EmailAddress("ann@example.org") }
    func complete(_ reset: CompletedReset) { write() }
    func begin(_ request: ResetRequest, within limits: Limits) -> BegunReset {
        write()
        return .unknownEmail
    }
    func passwordSet(
        by fingerprint: TokenFingerprint, for purpose: TokenPurpose, at now: UnixTime
    ) -> StoredPassword? { nil }
    func takeRepetition(of fingerprint: TokenFingerprint, for purpose: TokenPurpose, at now: UnixTime) -> Bool { false }

    func record(_ entry: AuditEntry) {}
    func recordLater(_ entry: AuditEntry) {}
    func records(_ query: AuditQuery) -> [AuditRecord] { [] }
    func removeRecords(before time: UnixTime, limit: Int) -> Bool { false }

    func requireRoom(for guess: Guess, at now: UnixTime) {}
    func count(_ guess: Guess, at now: UnixTime, recording entry: AuditEntry) { write() }
    func removeEmptyBuckets(at now: UnixTime, limit: Int) -> Bool { false }

    func profile(of account: AccountID) -> Profile? {
        EmailAddress("ann@example.org").map {
            Profile(
                account: account, email: $0, name: member?.name, role: member?.role ?? .member, isVerified: true,
                isDisabled: false,
                language: nil)
        }
    }
    func profiles(after position: AccountID?, limit: Int) -> [Profile] { [] }
    func profile(withEmail email: EmailAddress) -> Profile? { nil }
    func isLastAdministrator(_ account: AccountID) -> Bool { false }
    func change(_ account: AccountID, to change: AccountChange, by administrator: AccountID?, at now: UnixTime) throws {
        write()
        throw NoSuchThing()
    }
    func endSessions(of account: AccountID, by administrator: AccountID?) throws {
        write()
        throw NoSuchThing()
    }
    func endSessionsOfEveryone(limit: Int) -> (ended: Int, isMore: Bool) { (0, false) }
    func begin(_ link: AdministeredLink, by administrator: AccountID?) { write() }

    func export(of account: AccountID, at now: UnixTime) -> AccountExport? { nil }
    func mark(of movie: MovieID, by account: AccountID) -> Mark { .none }
    func mark(_ movie: MovieID, by account: AccountID, as mark: Mark, within quota: MovieQuota) { write(1) }
    func marks(of movie: MovieID, after position: AccountID?, limit: Int) -> MovieMarks {
        // That of another account.
        let marks = AccountID(bytes: Array(repeating: 8, count: 12)).map { account in
            member.map { [GivenMark(account: account, name: $0.name, mark: .none)] } ?? []
        }
        return MovieMarks(count: 0, sum: 0, marks: marks ?? [])
    }

    func movies(of account: AccountID, after position: MovieID?) -> OwnMovies { OwnMovies(movies: [], next: nil) }

    func forEachMail(_ show: (OutboxMailStatus) throws -> Void) {}
    func outboxFigures() -> OutboxFigures { OutboxFigures(waiting: 0, retried: 0, dead: 0, oldest: nil) }
    func deadLetters(after position: OutboxMailID?, limit: Int) -> [OutboxMailStatus] { [] }
    func mail(_ id: OutboxMailID) -> OutboxMailStatus? { nil }
    func recording<Result>(_ entry: AuditEntry, _ body: () throws -> Result) throws -> Result { try body() }
}
