import TestFiles
import TestSite
import Testing

extension EndToEndTests {
    /// `movie-bag account` beside a service, and without one.
    @EndToEnd
    @Suite struct AccountCommandTests {
        private static let ann = "ann@example.org"

        /// The token of a link that a command printed alone.
        private func token(of output: String, at site: Site, _ page: String = "reset") throws -> String {
            let lines = output.split(separator: "\n")
            guard lines.count == 1, lines[0].hasPrefix("\(site.url)/\(page)/") else {
                throw Failure("no link: \(output)")
            }
            return String(lines[0].split(separator: "/").last ?? "")
        }

        private func columns(_ site: Site, _ address: String) throws -> [String] {
            let line = try site.succeed("account", "list").split(separator: "\n").first {
                $0.contains("\t\(address)\t")
            }
            return line?.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) ?? []
        }

        @Test func theFirstAdministratorIsMadeByALinkThatWorksOnce() throws {
            let site = try Site()
            let added = try site.command("account", "add", Self.ann, "--administrator", "--name", "Ann")
            #expect(added.ending == .status(0))
            #expect(added.errors.contains("ann@example.org has an account (administrator, id "))
            #expect(added.errors.contains("within 30 minutes; it works once"))
            #expect(!added.errors.contains("/reset/") && !added.errors.contains("eyJ"))
            let token = try token(of: added.output, at: site)
            #expect(try site.reset(token, to: Site.password).status == 200)
            #expect(try site.reset(token, to: "another battery").status == 403)
            _ = try site.mailbox.take(for: Self.ann, subject: "[Movie-bag] Password reset successful")
            let access = try site.logIn(Self.ann)
            #expect(
                try site.client.send(HTTPRequest("GET", "/api/accounts").with("Authorization", "Bearer \(access)"))
                    .status == 200)
            let columns = try columns(site, Self.ann)
            #expect(Array(columns[1...3]) == ["administrator", "active", "verified"] && columns[6] == "Ann")
            #expect(try site.succeed("account", "show", "ANN@example.org").contains("administrator"))
            // No mail told of it, and no log the link.
            #expect(try site.mailbox.untaken() == 0)
            #expect(try !Files.text(site.service.log).contains(token))

            let again = try site.command("account", "add", "Ann@Example.org")
            #expect(again.ending == .status(1) && again.output.isEmpty)
            #expect(again.errors.contains("there is an account with the address Ann@Example.org already"))
        }

        /// Runs `account add` with a text on standard input.
        private func add(_ address: String, hash: String, at site: Site) throws -> FinishedProgram {
            try FinishedProgram(
                [
                    "/bin/sh", "-c", #"printf '%s\n' "$1" | exec "$2" account add "$3" --password-hash -"#, "sh", hash,
                    Repository.program, address,
                ], environment: site.environment)
        }

        @Test func aHashOfAnotherProgramIsReadFromStandardInput() throws {
            let site = try Site()
            try site.signUp("ben@example.org")
            let hash = try site.sqlite("SELECT password FROM accounts").trimmingPrefix { $0.isWhitespace }
            let added = try add(Self.ann, hash: String(hash), at: site)
            #expect(added.ending == .status(0), "\(added.errors)")
            #expect(added.output.hasPrefix("ann@example.org has an account (member, id ") && added.errors.isEmpty)
            #expect(try site.logIn(Self.ann).isEmpty == false)
            for bad in ["", "secret", "$2b$99$x", String(repeating: "x", count: 2000)] {
                let refused = try add("eve@example.org", hash: bad, at: site)
                #expect(refused.ending == .status(1) && refused.output.isEmpty)
                #expect(bad.isEmpty || !refused.errors.contains(bad))
            }
            #expect(try !site.succeed("account", "list").contains("eve@example.org"))
        }

        @Test func aLinkForANewPasswordMakesEarlierOnesVoid() throws {
            let site = try Site()
            try site.signUp(Self.ann)
            let mailed = try site.requestReset(for: Self.ann)
            let links = try (0..<2).map { _ in try token(of: try site.succeed("account", "reset", Self.ann), at: site) }
            for void in [mailed, links[0]] { #expect(try site.reset(void, to: "another battery").status == 403) }
            #expect(try site.logIn(Self.ann).isEmpty == false)
            #expect(try site.reset(links[1], to: "another battery").status == 200)
            _ = try site.mailbox.take(for: Self.ann, subject: "[Movie-bag] Password reset successful")
        }

        @Test func anAccountIsDisabledAndEnabledWhileTheServiceRuns() throws {
            let site = try Site()
            let access = try site.newAccount(Self.ann)
            #expect(try site.succeed("account", "disable", Self.ann).contains("is disabled"))
            #expect(try site.client.post("/api/movies", json: Site.movie("Ran"), token: access).status == 401)
            let refused = try site.client.post("/api/auth/login", json: Site.credentials(Self.ann))
            #expect(refused.status == 403 && refused.text.contains("AccountDisabled"))
            let reset = try site.command("account", "reset", Self.ann)
            #expect(reset.ending == .status(1) && reset.output.isEmpty && reset.errors.contains("enable it first"))
            #expect(try site.succeed("account", "list", "--disabled").contains(Self.ann))
            #expect(try site.succeed("account", "enable", Self.ann) == "ann@example.org is enabled.\n")
            #expect(try site.succeed("account", "list", "--disabled").isEmpty)
            #expect(try site.logIn(Self.ann).isEmpty == false)
        }

        @Test func theLastAdministratorStays() throws {
            let site = try Site()
            try site.signUp(Self.ann)
            #expect(
                try site.succeed("account", "role", Self.ann, "administrator", "--force")
                    == "ann@example.org is an administrator.\n")
            #expect(try site.succeed("account", "list", "--administrators").contains(Self.ann))
            for arguments in [["role", Self.ann, "member"], ["disable", Self.ann]] {
                let refused = try FinishedProgram(
                    [Repository.program, "account"] + arguments, environment: site.environment)
                #expect(refused.ending == .status(1) && refused.errors.contains("is the last administrator"))
            }
            try site.signUp("ben@example.org")
            try site.succeed("account", "role", "ben@example.org", "administrator", "--force")
            #expect(try site.succeed("account", "role", Self.ann, "member") == "ann@example.org is a member.\n")
        }

        /// ASVS 7.4.5
        @Test func sessionsEndOfOneAndOfEveryone() throws {
            let site = try Site()
            let tokens = (try site.newAccount(Self.ann), try site.newAccount("ben@example.org"))
            func isIn(_ token: String) throws -> Bool {
                try site.client.send(HTTPRequest("GET", "/api/auth/me").with("Authorization", "Bearer \(token)")).status
                    == 200
            }
            try site.succeed("account", "end-sessions", Self.ann)
            #expect(try !isIn(tokens.0) && isIn(tokens.1))
            #expect(try site.succeed("account", "end-sessions", "--everyone") == "Ended sessions and API tokens: 1\n")
            #expect(try !isIn(tokens.1))
        }

        @Test func anInvitationLetsSomebodyIn() throws {
            let site = try Site(settings: ["MOVIE_BAG_SIGNUP": "closed"])
            let invited = try site.command("account", "invite", "--administrator", "--days", "1")
            #expect(invited.ending == .status(0) && invited.errors.contains("good for 1 day; it works once"))
            let token = try token(of: invited.output, at: site, "invitation")
            let body = #"{"email":"ann@example.org","password":"\#(Site.password)","invitation":"\#(token)"}"#
            #expect(try site.client.post("/api/auth/signup", json: body).status == 200)
            #expect(try columns(site, Self.ann)[1] == "administrator")
        }

        @Test func anAccountIsRemovedForEver() throws {
            let site = try Site()
            let tokens = (try site.newAccount(Self.ann), try site.newAccount("ben@example.org"))
            try site.addMovie("Ran", token: tokens.0)
            try site.addMovie("Ikiru", token: tokens.1)
            let refused = try site.command("account", "remove", Self.ann, "--leave-movies")
            #expect(refused.ending == .status(1) && refused.errors.contains("has no administrator"))
            try site.succeed("account", "role", "ben@example.org", "administrator", "--force")
            #expect(try site.succeed("account", "remove", Self.ann) == "ann@example.org is removed; its movies go.\n")
            #expect(try site.allMovies().map(\.name) == ["Ikiru"])
            #expect(try site.client.post("/api/movies", json: Site.movie("x"), token: tokens.0).status == 401)
            _ = try site.mailbox.take(for: Self.ann, subject: "[Movie-bag] Your account has been deleted")
            let last = try site.command("account", "remove", "ben@example.org")
            #expect(last.ending == .status(1) && last.errors.contains("is the last administrator"))
            try site.signUp(Self.ann)
        }

        @Test func withoutAServiceAllOfItWorksToo() throws {
            let site = try Site()
            try site.service.stop()
            let token = try token(of: try site.succeed("account", "add", Self.ann, "--administrator"), at: site)
            try site.succeed("account", "add", "ben@example.org")
            try site.succeed("account", "disable", "ben@example.org")
            try site.succeed("account", "enable", "ben@example.org")
            try site.service.restart()
            #expect(try site.reset(token, to: Site.password).status == 200)
            _ = try site.mailbox.take(for: Self.ann, subject: "[Movie-bag] Password reset successful")
            #expect(try site.logIn(Self.ann).isEmpty == false)
        }

        @Test(arguments: ["show", "disable", "enable", "reset", "end-sessions", "remove"])
        func anAddressWithoutAnAccountIsSaid(command: String) throws {
            let site = try Site()
            let refused = try site.command("account", command, "nobody@example.org")
            #expect(refused.ending == .status(1) && refused.output.isEmpty)
            #expect(
                refused.errors
                    == "movie-bag: there is no account with the address nobody@example.org; nothing was done\n")
        }

        @Test(arguments: [
            ["add"], ["add", "ann"], ["add", "ann@example.org", "--password-hash", "$2b$10$x"],
            ["add", "ann@example.org", "--name", ""],
            ["add", "ann@example.org", "--name", "a\nb"],
            ["show"], ["show", "ann"], ["role", "ann@example.org"], ["role", "ann@example.org", "root"],
            ["end-sessions"], ["end-sessions", "ann@example.org", "--everyone"], ["invite", "--days", "0"],
            ["invite", "--days", "91"], ["reset", "a@example.org", "b@example.org"],
        ])
        func aCommandThatSaysTooLittleOrTooMuchIsRefused(arguments: [String]) throws {
            let directory = try TemporaryDirectory()
            let program = try FinishedProgram(
                [Repository.program, "account"] + arguments,
                environment: ["MOVIE_BAG_DATABASE": directory["movie-bag.db"]])
            #expect(program.ending == .status(64))
            #expect(try Files.names(in: directory.path) == [])
        }

        @Test(arguments: [
            ["add", "ann@example.org"], ["list"], ["show", "ann@example.org"], ["reset", "ann@example.org"], ["invite"],
            ["remove", "ann@example.org"],
            ["role", "ann@example.org", "member"], ["disable", "ann@example.org"], ["end-sessions", "--everyone"],
        ])
        func noDatabaseIsMadeByLookingForOne(arguments: [String]) throws {
            let directory = try TemporaryDirectory()
            let program = try FinishedProgram(
                [Repository.program, "account"] + arguments,
                environment: [
                    "MOVIE_BAG_DATABASE": directory["movie-bag.db"],
                    "MOVIE_BAG_TEMPLATES": "\(Repository.path)/templates",
                ])
            #expect(program.ending == .status(1))
            #expect(program.errors == "movie-bag: there is no \(directory["movie-bag.db"])\n")
            #expect(try Files.names(in: directory.path) == [])
        }
    }
}
