import Glibc
import TestSite
import Testing

extension FaultTests {
    /// Four services that start at the same moment where there is no database yet.
    @EndToEnd
    @Suite struct StartTests {
        @Test func theyMakeOneSchemaAndServeManyWritersTogether() throws {
            let site = try Site(
                processes: 4, settings: ["MOVIE_BAG_LOG_LEVEL": "error", "MOVIE_BAG_LIMITS": "no"],
                arguments: ["--threads", "8"])
            try expectOneSchema(site)
            let load = try MixedLoad(site, writers: 32, seed: SeededChoices.seed)
            let rounds = Scale.choose(short: 2, full: 12)
            let length = Scale.choose(short: 1, full: 5)
            for number in 1...rounds {
                try load.round("round \(number)") { sleep(UInt32(length)) }
            }
            let figures = load.figures
            #expect(figures.acknowledged > 100)
            // A process that found the database locked would have answered 503.
            #expect(figures.unanswered == 0)
            #expect(figures.refusedThoughDone == 0)
            #expect(figures.slowest < .seconds(2))
            try expectOneSchema(site)
            try FaultReport.add(
                "4 processes with 8 threads on one database, 32 writers",
                extent: "\(rounds * length) s, \(figures.acknowledged) changes acknowledged",
                outcome: "every one there, none answered 5xx, the slowest after \(figures.slowest.milliseconds) ms")
        }

        @Test func howeverOftenTheyStartTogetherTheyMakeOneSchema() throws {
            let starts = Scale.choose(short: 5, full: 100)
            for _ in 0..<starts {
                let site = try Site(
                    processes: 4, settings: ["MOVIE_BAG_LOG_LEVEL": "warning"], arguments: ["--threads", "8"])
                try expectOneSchema(site)
                // Requests go to the processes in turn, which accept a token by the one secret that they made.
                let token = try site.newAccount("ann@example.org")
                let connection = try site.client.connect()
                for number in 0..<4 {
                    let response = try connection.exchange(
                        HTTPRequest("POST", "/api/movies", json: Site.movie("\(number)"), token: token))
                    #expect(response.status == 200)
                }
                for service in site.services { #expect(try service.complaints() == []) }
            }
            try FaultReport.add(
                "4 processes that start at once on no database", extent: "\(starts) times",
                outcome: "one schema, one secret, no warning")
        }

        /// Every table, index, view and trigger once, and each migration.
        private func expectOneSchema(_ site: Site, sourceLocation: SourceLocation = #_sourceLocation) throws {
            let names = try site.sqlite("SELECT name FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
            let expected = [
                "accounts", "accounts_administrators", "accounts_password_changed", "accounts_proved", "api_tokens",
                "api_tokens_account", "api_tokens_expires", "audit", "audit_account", "audit_account_kind",
                "audit_kind", "claims", "claims_expires", "claims_invitation", "collection", "departures",
                "document_labels", "documents", "documents_added", "documents_changed", "documents_name",
                "documents_removed", "documents_unposted_added", "documents_unposted_changed",
                "documents_unposted_removed", "documents_year", "guess_count", "guesses", "guesses_added",
                "guesses_empty", "guesses_removed", "idempotency_keys", "idempotency_keys_expires", "invitations",
                "invitations_expires", "invitations_made_by", "known_clients", "known_clients_last", "labels",
                "link_budgets", "link_budgets_asked", "link_budgets_ends", "links", "links_account", "links_address",
                "links_claim", "links_expires", "links_invitation", "log_in_origins", "marks", "marks_account",
                "marks_rated", "marks_wanted", "marks_watched", "movies", "movies_added", "movies_changed",
                "movies_document_handed_over", "movies_document_removed", "movies_imdb", "movies_marks_removed",
                "movies_removed", "next_version", "outbox", "outbox_account", "outbox_added", "outbox_buried",
                "outbox_dead", "outbox_due", "outbox_mailbox", "outbox_queues", "outbox_removed", "outbox_subject",
                "outbox_turn", "outbox_without_turn", "postings", "removed_movies", "removed_movies_gone",
                "restorable_movies", "restorable_movies_account", "restorable_movies_added",
                "restorable_movies_removed", "sessions", "sessions_account", "sessions_expires", "unposted",
            ]
            #expect(names.split(separator: "\n").map(String.init) == expected, sourceLocation: sourceLocation)
            #expect(try site.sqlite("PRAGMA user_version") == "20", sourceLocation: sourceLocation)
            #expect(try site.sqlite("SELECT count(*) FROM collection") == "1", sourceLocation: sourceLocation)
        }
    }
}
