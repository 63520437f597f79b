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
            // Bounded by the movies that are looked at, as they are not ordered by account.
            let end = try connection.query(
                "SELECT max(id), count(*) FROM (SELECT id FROM movies WHERE id > ?1 ORDER BY id LIMIT ?2)",
                .blob(position?.bytes ?? []), .integer(Int64(OwnMovies.looked))
            ) { row -> MovieID? in
                try row.step() && row.integer(1) == Int64(OwnMovies.looked) ? try row.identifier(0) : nil
            }
            let own = try connection.query(
                "SELECT id FROM movies WHERE id > ?1 AND id <= ?2 AND added_by = ?3 ORDER BY id",
                .blob(position?.bytes ?? []), .blob(end?.bytes ?? Array(repeating: 0xFF, count: 12)),
                .blob(account.bytes)
            ) { row in
                var own: [MovieID] = []
                while try row.step() { own.append(try row.identifier(0)) }
                return own
            }
            var (movies, bytes): ([Movie], Int) = ([], 0)
            for id in own {
                guard let movie = try connection.movie(id)?.movie else { continue }
                bytes += MoviePage.mostBytes(
                    name: movie.name.utf8.count, cast: movie.cast.json.count, genres: movie.genres.json.count)
                if let last = movies.last, bytes > OwnMovies.fullAt { return OwnMovies(movies: movies, next: last.id) }
                movies.append(movie)
            }
            return OwnMovies(movies: movies, next: end)
        }
    }
}
