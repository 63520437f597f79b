import Glibc
import TestFiles
import TestSite
import Testing

extension EndToEndTests {
    /// The files that new passwords are compared with, and passwords of the original application.
    @EndToEnd
    @Suite struct WeakPasswordTests {
        private let directory: TemporaryDirectory

        init() throws {
            directory = try TemporaryDirectory()
        }

        /// The SHA-1 of `correct horse battery`, the password of all tests, between two others.
        private static let breached = """
            0000000000000000000000000000000000000001:12
            98DECC62ECE399A22ED30D490EF333BE7FDE7385:3
            FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF:1

            """

        /// ASVS 6.2.12
        @Test func aBreachedPasswordIsRefusedUntilTheFileFailsWhichIsLogged() throws {
            let file = try directory.write(Self.breached, to: "hashes")
            let list = try directory.write("Acme of 2026\n", to: "list")
            let site = try Site(settings: [
                "MOVIE_BAG_BREACHED_PASSWORDS": file, "MOVIE_BAG_PASSWORD_LIST": list,
                "MOVIE_BAG_MINIMUM_PASSWORD": "12",
            ])
            func refusal(_ password: String) throws -> String {
                let body = Site.credentials("ann@example.org", password)
                let response = try site.client.post("/api/auth/signup", json: body)
                return response.status == 400 ? response.text : "\(response.status)"
            }
            #expect(try refusal(Site.password).contains("must not be known from a data breach"))
            #expect(try refusal("acme of 2026").contains("must not be on this site's list"))
            #expect(try refusal("11 letters.").contains("must be at least 12 bytes long"))
            #expect(truncate(file, 0) == 0)
            #expect(try refusal(Site.password) == "200")
            let lines = try site.service.complaints().filter { $0.contains("MOVIE_BAG_BREACHED_PASSWORDS") }
            #expect(lines.count == 1)
            #expect(lines.first?.contains("it has become shorter; new passwords are not compared with it") == true)
        }

        @Test func aFileThatIsNotInOrderKeepsTheServiceFromStartingAndTheDoctorSaysWhy() throws {
            let lines = Self.breached.split(separator: "\n").reversed().joined(separator: "\n")
            let settings = [
                "MOVIE_BAG_DATABASE": directory["movie-bag.db"],
                "MOVIE_BAG_BREACHED_PASSWORDS": try directory.write(lines, to: "hashes"),
                "MOVIE_BAG_TEMPLATES": Repository.templates,
            ]
            let program = try FinishedProgram(
                [Repository.program, "serve", "--listen", "unix:\(directory["socket"])"], environment: settings)
            #expect(program.ending == .status(78))
            #expect(
                program.errors.contains("MOVIE_BAG_BREACHED_PASSWORDS: \(directory["hashes"]) is not sorted by hash"))
            #expect(!directory.names.contains { $0.hasPrefix("movie-bag.db") }, "nothing was made")
            let report = try DoctorReport([Repository.program, "doctor"], environment: settings)
            report.expectProblem(
                "MOVIE_BAG_BREACHED_PASSWORDS: \(directory["hashes"]) is not sorted by hash", fix: "correct it in")
        }

        @Test func aPasswordOfTheOriginalApplicationIsReplacedAtLogIn() throws {
            let site = try Site()
            try site.signUp("ann@example.org")
            // Made by crypt(3) of `correct horse`.
            let hash = "$2b$04$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e"
            _ = try site.sqlite("UPDATE accounts SET password = '\(hash)'", readOnly: false)
            let doctor = try DoctorReport([Repository.program, "doctor"], environment: site.environment)
            #expect(doctor.lines("ok").contains { $0.hasPrefix("bcrypt: 1 accounts") })
            let wrong = Site.credentials("ann@example.org", "wrong horse")
            #expect(try site.client.post("/api/auth/login", json: wrong).status == 401)
            #expect(try site.sqlite("SELECT password FROM accounts") == hash)
            let token = try site.logIn("ann@example.org", password: "correct horse")
            try site.addMovie("Vertigo", token: token)
            #expect(try site.sqlite("SELECT substr(password, 1, 8) FROM accounts") == "$scrypt$")
            _ = try site.logIn("ann@example.org", password: "correct horse")
        }
    }
}
