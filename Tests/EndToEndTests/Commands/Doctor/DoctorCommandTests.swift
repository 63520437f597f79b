import Glibc
import TestSite
import Testing
import TestFiles

extension EndToEndTests {
    /// `movie-bag doctor` on the machine of a site.
    @EndToEnd
    @Suite struct DoctorCommandTests {
        /// Runs the doctor with a site's settings, and with others in their place.
        private func doctor(
            _ site: Site, _ settings: [String: String] = [:], arguments: [String] = [], launcher: [String] = []
        ) throws -> DoctorReport {
            let listen = ["MOVIE_BAG_LISTEN": "unix:\(site.service.socket)"]
            return try DoctorReport(
                launcher + [Repository.program, "doctor"] + arguments,
                environment: site.environment.merging(listen) { $1 }.merging(settings) { $1 })
        }

        @Test func aHealthySiteHasNoProblems() throws {
            let site = try Site()
            let report = try doctor(site)
            #expect(report.program.ending == .status(0), "\(report.program.output)")
            #expect(report.lines("problem").isEmpty && report.lines("skipped").allSatisfy { $0.contains("clock") })
            #expect(report.summary.hasPrefix("no problems"))
            for topic in [
                "configuration", "secret", "disk", "database", "socket", "mail", "outbox", "templates", "public URL",
                "limits", "memory",
            ] {
                #expect(report.lines("ok").contains { $0.hasPrefix(topic) }, "\(topic)")
            }
            #expect(report.program.errors.isEmpty)
        }

        @Test func anAddressThatAllLogInFromIsWarnedOf() throws {
            let site = try Site()
            for number in 1...5 { try site.signUp("user\(number)@example.org") }
            for _ in 0..<10 { for number in 1...5 { _ = try site.logIn("user\(number)@example.org") } }
            let report = try doctor(site)
            #expect(report.program.ending == .status(0))
            #expect(report.lines("warning").contains { $0.contains("nearly all log-ins come from 127.0.0.1") })
            #expect(report.program.output.contains("MOVIE_BAG_TRUSTED_PROXIES=127.0.0.1"))
            let named = try doctor(site, ["MOVIE_BAG_TRUSTED_PROXIES": "127.0.0.1"])
            #expect(!named.program.output.contains("nearly all log-ins"))

            let logIn = FastCGIRequest(
                "POST", "/api/auth/login", body: Array(Site.credentials("user1@example.org").utf8))
            #expect(try FastCGIConnection(site.service.socket).exchange(logIn).hasPrefix("Status: 200"))
            #expect(try doctor(site).lines("warning").contains { $0.contains("without the address of a client") })
        }

        @Test func aSocketThatEverybodyMayOpenIsAProblem() throws {
            let site = try Site()
            chmod(site.service.socket, 0o777)
            let report = try doctor(site)
            report.expectProblem(
                "every user may talk to \(site.service.socket)", fix: "chmod 660 \(site.service.socket)")
        }

        @Test func aFileAtTheSocketsPathIsAProblemAndIsLeftAlone() throws {
            let site = try Site()
            let path = site.directory["file"]
            try Files.write("precious", to: path)
            let report = try doctor(site, ["MOVIE_BAG_LISTEN": "unix:\(path)"])
            report.expectProblem("\(path) is not a socket", fix: "mv \(path) \(path).old")
            #expect(try Files.text(path) == "precious")
        }

        @Test func aSocketWhoseServiceDiedIsWarnedOf() throws {
            let site = try Site()
            try site.service.crash()
            let report = try doctor(site)
            #expect(report.program.ending == .status(0))
            #expect(report.lines("warning").contains { $0.contains(site.service.socket) && $0.contains("has ended") })
        }

        @Test func aMissingSendmailIsAProblem() throws {
            let report = try doctor(try Site(), ["MOVIE_BAG_SENDMAIL": "/nonexistent/sendmail"])
            report.expectProblem("there is no /nonexistent/sendmail", fix: "sudo apt-get install")
        }

        @Test func aSecretThatOthersMayReadIsAProblem() throws {
            let site = try Site()
            let path = "\(site.database).secret"
            chmod(path, 0o644)
            let report = try doctor(site)
            report.expectProblem("others may read or change \(path) (mode 0644)", fix: "chmod 600 \(path)")
        }

        @Test func aShortSecretIsAProblemAndIsNotPrinted() throws {
            let report = try doctor(try Site(), ["MOVIE_BAG_JWT_SECRET": "short and secret"])
            report.expectProblem("MOVIE_BAG_JWT_SECRET has 16 bytes", fix: "openssl rand -base64 32")
            #expect(!report.program.output.contains("short and secret"))
        }

        @Test func aTemplateThatIsMissingIsAProblem() throws {
            let site = try Site()
            let copy = try FinishedProgram(["cp", "-r", "\(Repository.path)/templates", site.directory["templates"]])
            #expect(copy.ending == .status(0))
            unlink(site.directory["templates/pages/error.html"])
            let report = try doctor(site, ["MOVIE_BAG_TEMPLATES": site.directory["templates"]])
            report.expectProblem("pages/error.html", fix: "chmod -R a+rX templates")
        }

        @Test func aPublicURLFromTheDocumentationIsAProblem() throws {
            let report = try doctor(try Site(), ["MOVIE_BAG_PUBLIC_URL": "https://movies.example.org"])
            report.expectProblem("https://movies.example.org, which is only an example", fix: "MOVIE_BAG_PUBLIC_URL")
        }

        @Test func everyProblemOfTheConfigurationIsListed() throws {
            let report = try doctor(
                try Site(), ["MOVIE_BAG_PAGE_SIZE": "0", "MOVIE_BAG_IO_SECONDS": "soon", "MOVIE_BAG_TYPO": "1"])
            for name in ["PAGE_SIZE", "IO_SECONDS", "TYPO"] {
                #expect(report.lines("problem").contains { $0.contains("MOVIE_BAG_\(name)") }, "\(name)")
            }
            #expect(report.summary.hasPrefix("3 problems"))
            #expect(report.lines("ok").contains { $0.hasPrefix("templates") }, "the others are checked all the same")
        }

        @Test func aFileOfSettingsWithTheSecretThatOthersMayReadIsAProblem() throws {
            let site = try Site()
            let secret = "thirty-two bytes that sign tokens"
            let file = site.directory["env"]
            try Files.write("MOVIE_BAG_JWT_SECRET=\(secret)\n", to: file)
            chmod(file, 0o644)
            let report = try doctor(site, arguments: ["--env-file", file])
            report.expectProblem("\(file) holds MOVIE_BAG_JWT_SECRET, and others", fix: "chmod 640 \(file)")
            #expect(!report.program.output.contains(secret))
            chmod(file, 0o640)
            #expect(try doctor(site, arguments: ["--env-file", file]).program.ending == .status(0))
            try Files.write("MOVIE_BAG_PAGE_SIZE=9\n", to: file)
            chmod(file, 0o644)
            let open = try doctor(site, arguments: ["--env-file", file])
            #expect(open.program.ending == .status(0))
            #expect(open.lines("warning").contains { $0.contains("every user may read \(file)") })
        }

        @Test func aLineThatIsNoSettingIsAProblem() throws {
            let site = try Site()
            try Files.write("A=1\nMOVIE_BAG_PAGE_SIZE: 9\n", to: site.directory["env"])
            let report = try doctor(site, arguments: ["--env-file", site.directory["env"]])
            report.expectProblem(
                "\(site.directory["env"]), line 2: write MOVIE_BAG_PAGE_SIZE", fix: "correct the line")
        }

        @Test func aFileOfSettingsThatIsNotThereLeavesTheRestUnchecked() throws {
            let report = try doctor(try Site(), arguments: ["--env-file", "/nonexistent/env"])
            report.expectProblem("/nonexistent/env cannot be read", fix: "ls -l /nonexistent/env")
            #expect(report.lines("skipped").contains { $0.contains("socket") })
            #expect(report.lines("ok").contains { $0.hasPrefix("limits") })
        }

        @Test(arguments: [(200, 1, "problem"), (600, 0, "warning"), (2048, 0, "ok")] as [(Int, Int32, String)])
        func tooFewDescriptorsAreNoticed(limit: Int, status: Int32, grade: String) throws {
            let report = try doctor(
                try Site(), launcher: ["sh", "-c", "ulimit -n \(limit) && exec \"$@\"", "sh"])
            #expect(report.program.ending == .status(status))
            #expect(report.lines(grade).contains { $0.contains("\(limit) open files") })
        }

        @Test(.enabled(if: !Sanitizers.areOn, "a sanitizer takes terabytes of address space"))
        func littleAddressSpaceIsWarnedOf() throws {
            let report = try doctor(try Site(), launcher: ["sh", "-c", "ulimit -v 500000 && exec \"$@\"", "sh"])
            #expect(report.program.ending == .status(0))
            #expect(report.lines("warning").contains { $0.contains("488 MiB of address space") })
        }

        @Test func mailsThatAreStuckAreWarnedOf() throws {
            let site = try Site()
            try site.signUp("ann@example.org")
            try Files.write("#!/bin/sh\nexit 67\n", to: site.directory["sendmail"])
            #expect(try site.client.post("/api/auth/forgot", json: #"{"email":"ann@example.org"}"#).status == 200)
            try wait(for: "a dead letter") { try !site.succeed("outbox", "list", "--dead").isEmpty }
            let report = try doctor(site)
            #expect(report.lines("warning").contains("outbox: dead letters: 1"))
        }

        /// That root runs these tests makes no difference elsewhere.
        @Test(.enabled(if: geteuid() == 0)) func rootIsToldWhoseTheDatabaseIs() throws {
            let site = try Site()
            try site.service.stop()
            for name in try Files.names(in: site.directory["data"]) {
                chown(site.directory["data/\(name)"], 65534, 65534)
            }
            let report = try doctor(site, arguments: ["--listen", "unix:\(site.service.socket)"])
            #expect(report.lines("warning").contains { $0.contains("root may do anything") })
            #expect(
                report.program.output.contains(
                    "sudo -u nobody movie-bag doctor --listen unix:\(site.service.socket)\n"))
        }
    }
}
