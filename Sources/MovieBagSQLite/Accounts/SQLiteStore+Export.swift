import MovieBag
import SQLite

/// Tests: AccountExportTests.swift
extension SQLiteStore: ExportStore {
    func export(of account: AccountID, at now: UnixTime) throws -> AccountExport? {
        guard let profile = try profile(of: account) else { return nil }
        let mails = try read { connection in
            try connection.query(
                """
                SELECT outbox.id, coalesce(recipient, email), kind, token_expires, written, due, attempts, NULL, buried,
                    claimed
                FROM outbox JOIN accounts ON accounts.id = account WHERE account = ?1 ORDER BY outbox.id LIMIT 1000
                """,
                .blob(account.bytes)
            ) { row in
                var mails: [OutboxMailStatus] = []
                while try row.step() { mails.append(try OutboxMailStatus(row)) }
                return mails
            }
        }
        let clients = try read { connection in
            try connection.query(
                "SELECT client, last FROM known_clients WHERE account = ?1 ORDER BY last DESC, client",
                .blob(account.bytes)
            ) { row in
                var clients: [AccountExport.Client] = []
                while try row.step() {
                    guard let network = ClientNetwork(bytes: row.bytes(0)) else { continue }
                    clients.append(AccountExport.Client(network: network, last: UnixTime(seconds: row.integer(1))))
                }
                return clients
            }
        }
        return AccountExport(
            profile: profile, sessions: try sessions(of: account, after: nil, limit: 1000, at: now),
            tokens: try apiTokens(of: account, after: nil, limit: 1000, at: now), mails: mails, clients: clients)
    }

    func movies(of account: AccountID, after position: MovieID?) throws -> OwnMovies {
        try read { connection in
            let start = position?.bytes ?? []
            // Bounded by the movies that are looked at, as they are not ordered by account.
            var end = try connection.query(
                "SELECT max(id), count(*) FROM (SELECT id FROM movies WHERE id > ?1 ORDER BY id LIMIT ?2)",
                .blob(start), .integer(Int64(OwnMovies.looked))
            ) { row -> MovieID? in
                try row.step() && row.integer(1) == Int64(OwnMovies.looked) ? try row.identifier(0) : nil
            }
            let marks = try connection.marks(
                of: account, after: start, upTo: end.bytes, limit: OwnMovies.markedAtOnce)
            if marks.count == OwnMovies.markedAtOnce { end = marks.last?.movie }
            let own = try connection.query(
                "SELECT id FROM movies WHERE id > ?1 AND id <= ?2 AND added_by = ?3 ORDER BY id",
                .blob(start), .blob(end.bytes), .blob(account.bytes)
            ) { row in
                var own: Set<MovieID> = []
                while try row.step() { own.insert(try row.identifier(0)) }
                return own
            }
            let removed = try connection.removedMovies(of: account, after: start, upTo: end.bytes)
            return try connection.page(of: own, marks, removed, next: end)
        }
    }
}

extension Connection {
    /// As many of some movies, of the marks of some movies and of some removed movies, as a response may have.
    ///
    /// - Parameter end: where to go on after all of them.
    fileprivate func page(
        of own: Set<MovieID>, _ marks: [OwnMark], _ removed: [MovieID: RemovalID], next end: MovieID?
    ) throws -> OwnMovies {
        let marks = Dictionary(uniqueKeysWithValues: marks.map { ($0.movie, $0) })
        var (movies, shown, gone, bytes): ([Movie], [OwnMark], [RemovedMovie], Int) = ([], [], [], 0)
        var last: MovieID?
        for id in own.union(marks.keys).union(removed.keys).sorted(by: { $0.value < $1.value }) {
            let movie = own.contains(id) ? try self.movie(id)?.movie : nil
            let removal = try removed[id].flatMap(removedMovie)?.removed
            let mark = marks[id]
            bytes += (movie?.mostExportedBytes ?? 0) + (removal?.mostBytesOfJSON ?? 0) + (mark?.mostExportedBytes ?? 0)
            if let last, bytes > OwnMovies.fullAt {
                return OwnMovies(movies: movies, marks: shown, removed: gone, next: last)
            }
            movies += movie.map { [$0] } ?? []
            shown += mark.map { [$0] } ?? []
            gone += removal.map { [$0] } ?? []
            last = id
        }
        return OwnMovies(movies: movies, marks: shown, removed: gone, next: end)
    }
}

extension MovieID? {
    /// Those of the identifier, or of the largest that there can be.
    fileprivate var bytes: [UInt8] { self?.bytes ?? Array(repeating: 0xFF, count: 12) }
}

extension Movie {
    fileprivate var mostExportedBytes: Int {
        MoviePage.mostBytes(name: name.utf8.count, cast: cast.json.count, genres: genres.json.count)
    }
}

extension OwnMark {
    /// A byte of a note may be six of JSON.
    fileprivate var mostExportedBytes: Int { 128 + 6 * mark.note.utf8.count + 13 * mark.watched.days.count }
}
