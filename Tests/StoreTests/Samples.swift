import Mail
import MovieBag
import Testing

/// Values for tests, by number.
enum Sample {
    static let now = UnixTime(seconds: 1_800_000_000)

    static func objectID(_ number: Int) -> ObjectID {
        let bytes = (0..<12).map { UInt8(truncatingIfNeeded: $0 < 4 ? 0 : number >> (8 * (11 - $0))) }
        return ObjectID(bytes: bytes)!  // Twelve bytes, always valid.
    }

    /// A removal of a movie, so many seconds after ``now``; of two in one second that of the larger movie is the later.
    static func removal(of movie: MovieID, after seconds: Int64 = 0) -> RemovalID {
        let time = UInt32(now.seconds + seconds)
        let bytes = (0..<4).map { UInt8(truncatingIfNeeded: time >> (24 - 8 * UInt32($0))) }
        return RemovalID(ObjectID(bytes: bytes + movie.bytes.dropFirst(4))!)  // Twelve bytes, always valid.
    }

    static func account(_ number: Int, email: String? = nil) throws -> Account {
        Account(
            id: AccountID(objectID(number)),
            email: try #require(EmailAddress(email ?? "user\(number)@example.org")),
            password: PasswordHash(phcString: "hash \(number)"))
    }

    static func movie(
        _ number: Int, owner: Int, name: String? = nil, year: Int64? = nil, imdb: String? = nil
    ) throws -> Movie {
        Movie(
            id: MovieID(objectID(number)), name: try MovieName(Array((name ?? "Movie \(number)").utf8)),
            year: try year.map { try MovieYear($0) }, imdb: try imdb.map { try IMDbID(Array($0.utf8)) },
            cast: try Labels([Array("Somebody".utf8)], field: "casts"),
            genres: try Labels([Array("Drama".utf8), Array("Horror".utf8)], field: "genres"),
            owner: AccountID(objectID(owner)))
    }

    /// Something to record; its number is that of its row.
    static func entry(
        _ kind: AuditKind, account: Int? = 1, number: Int = 1, actor: Int? = nil, detail: String? = nil
    ) -> AuditEntry {
        AuditEntry(
            id: AuditEntryID(objectID(number)), kind: kind, account: account.map { AccountID(objectID($0)) },
            actor: actor.map { AccountID(objectID($0)) }, detail: detail)
    }

    /// A change of the name alone.
    static func change(name: String) throws -> MovieChange {
        MovieChange(name: try MovieName(Array(name.utf8)))
    }

    static func session(
        _ id: String, account: Int, kind: SessionKind = .api, opened: Int64 = 0, expires: Int64 = 600
    ) -> Session {
        Session(
            fingerprint: TokenFingerprint(tokenID: id), account: AccountID(objectID(account)), kind: kind,
            opened: now + .seconds(opened), expires: now + .seconds(expires))
    }

    static func reset(_ id: String, account: Int, mail: Int, expires: Int64 = 600) -> PendingLink {
        let account = AccountID(objectID(account))
        let claims = TokenClaims(
            account: account, purpose: .reset, issued: now.seconds, expires: now.seconds + expires, id: id)
        return PendingLink(
            claims: claims,
            mail: OutboxMail(
                id: OutboxMailID(objectID(mail)), account: account, content: .reset(claims), written: now))
    }

    static func completion(of reset: PendingLink, password: String, mail: Int) -> CompletedReset {
        CompletedReset(
            fingerprint: reset.claims.fingerprint, account: reset.claims.account,
            password: PasswordHash(phcString: password),
            mail: OutboxMail(
                id: OutboxMailID(objectID(mail)), account: reset.claims.account, content: .notice(.passwordReset),
                written: now),
            time: now, recording: entry(.passwordReset))
    }
}
