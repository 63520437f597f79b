import Glibc
import TestSite
import Testing
import TestFiles

extension EndToEndTests {
    /// Where the texts of mails and pages come from.
    @EndToEnd
    @Suite struct TemplateTests {
        private let directory: TemporaryDirectory

        /// A program as a package has it, and a directory of somebody who wishes other people ill.
        init() throws {
            directory = try TemporaryDirectory()
            for name in ["bin", "share", "share/movie-bag", "hostile", "hostile/templates"] {
                try Files.makeDirectory(directory[name])
            }
            let copy = try FinishedProgram(["cp", Repository.program, directory["bin/movie-bag"]])
            let texts = try FinishedProgram(["cp", "-r", Repository.templates, directory["share/movie-bag"]])
            let bait = try FinishedProgram(["cp", "-r", Repository.templates, directory["hostile"]])
            #expect([copy.ending, texts.ending, bait.ending] == [.status(0), .status(0), .status(0)])
            try Files.write("HOSTILE {{{ url }}}\n", to: directory["hostile/templates/email/reset_password.txt"])
        }

        private func run(
            _ arguments: [String], _ settings: [String: String] = [:], in place: String = "hostile"
        ) throws -> FinishedProgram {
            try FinishedProgram(
                ["sh", "-c", "cd \"$0\" && exec \"$@\"", directory[place], directory["bin/movie-bag"]] + arguments,
                environment: ["MOVIE_BAG_DATABASE": directory["movie-bag.db"]].merging(settings) { $1 })
        }

        @Test func aMailIsNotWrittenByTheOwnerOfTheWorkingDirectory() throws {
            let site = try Site(settings: ["MOVIE_BAG_DELIVER": "no"])
            try site.signUp("ann@example.org")
            #expect(try site.client.post("/api/auth/forgot", json: #"{"email":"ann@example.org"}"#).status == 200)
            var settings = site.environment
            settings["MOVIE_BAG_TEMPLATES"] = nil
            let delivery = try run(["outbox", "run"], settings)
            #expect(delivery.ending == .status(0), "\(delivery.errors)")
            let mail = try site.mailbox.take(for: "ann@example.org", subject: "[Movie-bag] Reset Your Password")
            #expect(!mail.texts.contains { $0.contains("HOSTILE") })
            _ = try mail.resetToken(site: site.url)
        }

        @Test func theServiceDoesNotReadThemThereEither() throws {
            // Without packaged ones there are none.
            try Files.write("", to: directory["empty"])
            #expect(rename(directory["share/movie-bag/templates"], directory["share/movie-bag/away"]) == 0)
            let program = try run(["serve", "--listen", "unix:\(directory["socket"])"])
            #expect(program.ending == .status(78))
            #expect(program.errors.contains("MOVIE_BAG_TEMPLATES: template email/reset_password.txt"))
            #expect(program.errors.contains("cannot be read from \(directory["bin"])/templates"))
            #expect(program.errors.contains("; it names no directory of your own, so the packaged templates are used"))
        }

        @Test func thoseThatAreMissingInAnOwnDirectoryAreListed() throws {
            try Files.makeDirectory(directory["own"])
            try Files.makeDirectory(directory["own/email"])
            try Files.write("{{{ url }}}", to: directory["own/email/reset_password.txt"])
            let settings = ["MOVIE_BAG_TEMPLATES": directory["own"]]
            let good = try run(["templates", "check"], settings)
            #expect(good.ending == .status(0))
            let lines = good.output.split(separator: "\n")
            #expect(lines.first?.hasPrefix("own       email/reset_password.txt ") == true)
            #expect(lines.first?.hasSuffix(" \(directory["own"])/email/reset_password.txt") == true)
            #expect(lines.dropFirst().dropLast().allSatisfy { $0.hasPrefix("packaged  ") })
            #expect(lines.last?.contains("are valid; in \(directory["own"]) missing: ") == true)
            #expect(lines.last?.contains("email/password_changed.txt") == true)
            #expect(lines.last?.contains("email/reset_password.txt") == false)

            try Files.write("no link", to: directory["own/email/reset_password.txt"])
            let bad = try run(["templates", "check"], settings)
            #expect(bad.ending == .status(1))
            #expect(bad.output.contains("problem: template email/reset_password.txt does not use {{ url }}"))
            chmod(directory["own"], 0o777)
            let open = try run(["templates", "check"], settings)
            #expect(open.ending == .status(1))
            #expect(open.output.contains("is not used: \(directory["own"]) may be changed by everybody"))
            let serve = try run(["serve", "--listen", "unix:\(directory["socket"])"], settings)
            #expect(serve.ending == .status(78))
        }

        @Test func withoutAnOwnDirectoryAllArePackaged() throws {
            let program = try run(["templates", "check"])
            #expect(program.ending == .status(0))
            #expect(program.output.contains("MOVIE_BAG_TEMPLATES names no directory of your own"))
            #expect(!program.output.contains("hostile"))
        }
    }
}
