import TestSite
import Testing
import TestFiles

extension EndToEndTests {
    /// `movie-bag outbox` beside a service.
    @EndToEnd
    @Suite struct OutboxCommandTests {
        /// A site whose sendmail can be told how to end.
        private func site() throws -> Site {
            let site = try Site()
            try site.signUp("ann@example.org")
            return site
        }

        /// Replaces the recording sendmail by one that ends with a status, until it is put back.
        private func breakSendmail(of site: Site, status: Int) throws -> String {
            let good = try Files.text(site.directory["sendmail"])
            try Files.write("#!/bin/sh\necho out of order >&2\nexit \(status)\n", to: site.directory["sendmail"])
            return good
        }

        private func forgot(_ site: Site) throws {
            #expect(try site.client.post("/api/auth/forgot", json: #"{"email":"ann@example.org"}"#).status == 200)
        }

        /// The columns of the only mail, once its state is this.
        private func mail(_ site: Site, inState state: String) throws -> [String] {
            try wait(for: "a mail that is \(state)") {
                let lines = try site.succeed("outbox", "list").split(separator: "\n")
                guard lines.count == 1 else { return nil }
                let columns = lines[0].split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
                return columns[1] == state ? columns : nil
            }
        }

        @Test func aDeadLetterIsListedShownAndTriedAgain() throws {
            let site = try site()
            let good = try breakSendmail(of: site, status: 67)
            try forgot(site)
            let columns = try mail(site, inState: "dead")
            #expect(columns.count == 8)
            #expect(
                columns[2] == "1" && columns[5...7] == ["reset", "ann@example.org", "exit status 67: out of order"])
            #expect(try site.succeed("outbox", "list", "--dead").contains(columns[0]))

            let shown = try site.succeed("outbox", "show", columns[0])
            #expect(shown.contains("exit status 67: out of order") && shown.contains("link good until:"))
            #expect(!shown.contains("eyJ") && !shown.contains("/reset/"), "no link and no token")

            try Files.write(good, to: site.directory["sendmail"])
            #expect(try site.succeed("outbox", "retry", "--dead") == "To be tried again: 1\n")
            let mail = try site.mailbox.take(for: "ann@example.org", subject: "[Movie-bag] Reset Your Password")
            #expect(try site.reset(try mail.resetToken(site: site.url), to: "another battery").status == 200)
            _ = try site.mailbox.take(for: "ann@example.org", subject: "[Movie-bag] Password reset successful")
            try wait(for: "an empty outbox") { try site.succeed("outbox", "list").isEmpty }
        }

        @Test func aDroppedMailIsNeverDelivered() throws {
            let site = try site()
            let good = try breakSendmail(of: site, status: 75)
            try forgot(site)
            let id = try mail(site, inState: "waiting")[0]
            try Files.write(good, to: site.directory["sendmail"])
            #expect(try site.succeed("outbox", "drop", id) == "Dropped: 1\n")
            #expect(try site.succeed("outbox", "list").isEmpty)
            let again = try site.command("outbox", "show", id)
            #expect(again.ending == .status(1) && again.errors.contains(id))
            #expect(try site.mailbox.untaken() == 0)
        }

        @Test func withoutAServiceRunDeliversWhatIsDue() throws {
            let site = try site()
            let good = try breakSendmail(of: site, status: 75)
            try forgot(site)
            let id = try mail(site, inState: "waiting")[0]
            try site.service.stop()

            // Not due yet, so there is nothing to do; then it is tried, and fails again.
            #expect(try site.command("outbox", "run").ending == .status(0))
            try site.succeed("outbox", "retry", id)
            let failed = try site.command("outbox", "run")
            #expect(failed.ending == .status(1) && failed.errors.contains("postponed"))

            try Files.write(good, to: site.directory["sendmail"])
            try site.succeed("outbox", "retry", id)
            let run = try site.command("outbox", "run")
            #expect(run.ending == .status(0) && run.errors.contains("mail \(id) delivered, attempt 3"))
            let mail = try site.mailbox.take(for: "ann@example.org", subject: "[Movie-bag] Reset Your Password")
            try site.service.restart()
            #expect(try site.reset(try mail.resetToken(site: site.url), to: "another battery").status == 200)
            _ = try site.mailbox.take(for: "ann@example.org", subject: "[Movie-bag] Password reset successful")
        }

        @Test func aServiceThatDoesNotDeliverLeavesItsMailsToRun() throws {
            let site = try Site(settings: ["MOVIE_BAG_DELIVER": "no"])
            try site.signUp("ann@example.org")
            try forgot(site)
            #expect(try mail(site, inState: "waiting")[2] == "0")
            // What delivers has a thread of its own: so this is no service that only has not come to it yet.
            #expect(try threads(of: site.service).contains { $0 == "dispatcher\n" } == false)
            let run = try site.command("outbox", "run")
            #expect(run.ending == .status(0) && run.errors.contains("delivered, attempt 1"))
            let mail = try site.mailbox.take(for: "ann@example.org", subject: "[Movie-bag] Reset Your Password")
            #expect(try site.reset(try mail.resetToken(site: site.url), to: "another battery").status == 200)
            #expect(try site.command("outbox", "run").ending == .status(0))
            _ = try site.mailbox.take(for: "ann@example.org", subject: "[Movie-bag] Password reset successful")
        }

        private func threads(of service: Service) throws -> [String] {
            let tasks = "/proc/\(service.pid)/task"
            return try Files.names(in: tasks).map { try Files.text("\(tasks)/\($0)/comm") }
        }

        @Test(arguments: [
            ["outbox", "retry"], ["outbox", "drop"], ["outbox", "drop", "--dead", "0123456789abcdef01234567"],
            ["outbox", "show", "x"], ["outbox", "show"],
        ])
        func aCommandThatNamesNoMailIsRefused(arguments: [String]) throws {
            let directory = try TemporaryDirectory()
            let program = try FinishedProgram(
                [Repository.program] + arguments, environment: ["MOVIE_BAG_DATABASE": directory["movie-bag.db"]])
            #expect(program.ending == .status(64))
            #expect(try Files.names(in: directory.path) == [])
        }

        /// As the timer of the package does while the service upgrades the database.
        @Test func fromAnOlderDatabaseNothingIsDeliveredAndThatIsNoFailure() throws {
            let directory = try TemporaryDirectory()
            let database = directory["movie-bag.db"]
            _ = try FinishedProgram([
                "sqlite3", database,
                "CREATE TABLE t (x); PRAGMA application_id = 1299150402; PRAGMA user_version = 9; PRAGMA journal_mode = WAL",
            ])
            let program = try FinishedProgram(
                [Repository.program, "outbox", "run"],
                environment: [
                    "MOVIE_BAG_DATABASE": database, "MOVIE_BAG_TEMPLATES": "\(Repository.path)/templates",
                    "MOVIE_BAG_JWT_SECRET": "not a secret, only used by tests", "MOVIE_BAG_ENV_FILE": "/dev/null",
                ])
            #expect(program.ending == .status(0))
            #expect(program.errors.contains("warning no mail is delivered: the database has an older schema"))
        }

        @Test(arguments: [["list"], ["show", "0123456789abcdef01234567"], ["retry", "--dead"], ["run"]])
        func noDatabaseIsMadeByLookingForOne(arguments: [String]) throws {
            let directory = try TemporaryDirectory()
            let program = try FinishedProgram(
                [Repository.program, "outbox"] + arguments,
                environment: [
                    "MOVIE_BAG_DATABASE": directory["movie-bag.db"],
                    "MOVIE_BAG_TEMPLATES": "\(Repository.path)/templates",
                    "MOVIE_BAG_JWT_SECRET": "not a secret, only used by tests",
                ])
            #expect(program.ending == .status(1))
            #expect(program.errors == "movie-bag: there is no \(directory["movie-bag.db"])\n")
            #expect(try Files.names(in: directory.path) == [])
        }
    }
}
