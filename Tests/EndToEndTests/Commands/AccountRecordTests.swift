import TestFiles
import TestSite
import Testing

extension EndToEndTests {
    /// What `movie-bag account` records, and what it does only with `--force`.
    @EndToEnd
    @Suite struct AccountRecordTests {
        private static let ann = "ann@example.org"
        private let site: Site

        init() throws { site = try Site() }

        /// What was recorded of a kind, without id and time: kind, account, actor, client, request, detail, times.
        private func records(_ kind: String) throws -> [[String]] {
            try site.succeed("audit", "--kind", kind).split(separator: "\n").map { line in
                line.split(separator: "\t", omittingEmptySubsequences: false).dropFirst(2).map(String.init)
            }
        }

        @Test func aRemovalIsNotTheUsersOwnAct() throws {
            let account = try site.signUp(Self.ann)
            try site.succeed("account", "remove", Self.ann)
            #expect(try records("account-deleted") == [["account-deleted", account, "-", "-", "-", "-", "1"]])
            _ = try site.mailbox.take(for: Self.ann, subject: "[Movie-bag] Your account has been deleted")
        }

        @Test func anAddedAccountIsRecordedWithItsRole() throws {
            try site.succeed("account", "add", Self.ann, "--administrator")
            try site.succeed("account", "add", "ben@example.org")
            #expect(try records("account-added").map { $0[5] } == ["role member", "role administrator"])
            #expect(try records("account-added").allSatisfy { $0[2...4] == ["-", "-", "-"] })
        }

        @Test func whatIsSoAlreadyIsSaidAndNotRecorded() throws {
            try site.succeed("account", "add", Self.ann, "--administrator")
            try site.succeed("account", "add", "ben@example.org")
            for (arguments, first, second) in [
                (["role", "ben@example.org", "administrator"], "an administrator", "an administrator already"),
                (["disable", "ben@example.org"], "disabled", "disabled already"),
                (["enable", "ben@example.org"], "enabled", "enabled already"),
            ] {
                let outputs = try (0..<2).map { _ in
                    let program = try FinishedProgram(
                        [Repository.program, "account"] + arguments, environment: site.environment)
                    #expect(program.ending == .status(0))
                    return program.output
                }
                #expect(outputs[0].hasPrefix("ben@example.org is \(first)"))
                #expect(outputs[1] == "ben@example.org is \(second); nothing was changed.\n")
            }
            for kind in ["role-changed", "account-disabled", "account-enabled"] {
                #expect(try records(kind).count == 1, "\(kind)")
            }
        }

        /// Where signing up is open, any person may have an account with any address.
        @Test func anUnprovedAddressIsNotMadeAdministratorWithoutForce() throws {
            let squatter = try site.newAccount(Self.ann)
            let refused = try site.command("account", "role", Self.ann, "administrator")
            #expect(refused.ending == .status(1) && refused.output.isEmpty)
            #expect(refused.errors.contains("the address ann@example.org was not proved"))
            #expect(refused.errors.contains("`movie-bag account reset ann@example.org`"))
            #expect(try site.succeed("account", "list", "--administrators").isEmpty)
            // As it says: after the owner has used the link, the squatter is out and the address proved.
            let link = try site.succeed("account", "reset", Self.ann)
            let token = String(link.dropLast().split(separator: "/").last ?? "")
            #expect(try site.reset(token, to: "another battery").status == 200)
            _ = try site.mailbox.take(for: Self.ann, subject: "[Movie-bag] Password reset successful")
            let old = HTTPRequest("GET", "/api/auth/me").with("Authorization", "Bearer \(squatter)")
            #expect(try site.client.send(old).status == 401)
            try site.succeed("account", "role", Self.ann, "administrator")
            #expect(try site.succeed("account", "list", "--administrators").contains(Self.ann))
            // To demote is never in doubt, and --force is taken at its word.
            try site.signUp("ben@example.org")
            let forced = try site.command("account", "role", "ben@example.org", "administrator", "--force")
            #expect(
                forced.ending == .status(0)
                    && forced.errors.contains("warning: the address ben@example.org was not proved"))
            try site.succeed("account", "role", "ben@example.org", "member")
        }
    }
}
