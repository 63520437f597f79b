import Glibc
import TestSite
import Testing
import TestFiles

extension EndToEndTests {
    /// How the program answers a bad start.
    @EndToEnd
    @Suite struct CommandLineTests {
        @Test func everyProblemOfTheConfigurationIsListedAtOnce() throws {
            let directory = try TemporaryDirectory()
            let program = try FinishedProgram(
                [Repository.program, "serve"],
                environment: [
                    "MOVIE_BAG_DATABASE": directory["movie-bag.db"],
                    "MOVIE_BAG_LISTEN": "0.0.0.0:9000",
                    "MOVIE_BAG_PUBLIC_URL": "ftp://example.org",
                    "MOVIE_BAG_MAIL_FROM": "nobody",
                    "MOVIE_BAG_PAGE_SIZE": "0",
                    "MOVIE_BAG_SCRYPT_LOG_N": "99",
                    "MOVIE_BAG_IO_SECONDS": "soon",
                    "MOVIE_BAG_LOG_LEVEL": "loud",
                    "MOVIE_BAG_JWT_SECRET": "not printed",
                    "MOVIE_BAG_JWT_SECRET_FILE": directory["secret"],
                    "MOVIE_BAG_UNKNOWN": "1",
                ])
            #expect(program.ending == .status(78))
            for name in [
                "LISTEN", "PUBLIC_URL", "MAIL_FROM", "PAGE_SIZE", "SCRYPT_LOG_N", "IO_SECONDS", "LOG_LEVEL",
                "JWT_SECRET",
                "UNKNOWN",
            ] {
                #expect(program.errors.split(separator: "\n").contains { $0.contains("MOVIE_BAG_\(name)") }, "\(name)")
            }
            #expect(!program.errors.contains("not printed"))
            #expect(try Files.names(in: directory.path) == [])
        }

        @Test(arguments: [
            ("MOVIE_BAG_JWT_SECRET", String(repeating: "k", count: 31)), ("MOVIE_BAG_TEMPLATES", "/nonexistent"),
            ("MOVIE_BAG_DATABASE", "/nonexistent/movie-bag.db"), ("MOVIE_BAG_JWT_SECRET_FILE", "/nonexistent"),
            ("MOVIE_BAG_ENV_FILE", "/nonexistent"),
        ])
        func aSettingThatCannotWorkIsRefused(_ name: String, _ value: String) throws {
            let directory = try TemporaryDirectory()
            var settings = [
                "MOVIE_BAG_DATABASE": directory["movie-bag.db"], "MOVIE_BAG_TEMPLATES": "\(Repository.path)/templates",
            ]
            settings[name] = value
            let program = try FinishedProgram(
                [Repository.program, "serve", "--listen", "unix:\(directory["socket"])"], environment: settings)
            #expect(program.ending == .status(78))
            #expect(program.errors.contains(name) || program.errors.contains(value))
        }

        @Test func withoutAPlaceToListenItSaysWhatToGive() throws {
            let program = try FinishedProgram([Repository.program, "serve"])
            #expect(program.ending == .status(78))
            #expect(program.errors.contains("--listen") && program.errors.contains("MOVIE_BAG_LISTEN"))
        }

        @Test(arguments: [["--nonsense"], ["nonsense"], ["serve", "--threads", "0"], ["serve", "--threads"]])
        func badUsageHasAStatusOfItsOwn(_ arguments: [String]) throws {
            let program = try FinishedProgram([Repository.program] + arguments)
            #expect(program.ending == .status(64))
            #expect(program.errors.contains("Usage: movie-bag"))
        }

        @Test(arguments: [
            ["--help"], ["serve", "--help"], ["doctor", "--help"], ["mail", "test", "--help"], ["--version"],
        ])
        func helpIsNoError(_ arguments: [String]) throws {
            let program = try FinishedProgram([Repository.program] + arguments)
            #expect(program.ending == .status(0))
            #expect(!program.output.isEmpty && program.errors.isEmpty)
        }

        @Test func theEnvironmentWinsOverAFileOfSettings() throws {
            let directory = try TemporaryDirectory()
            try Files.write("MOVIE_BAG_PAGE_SIZE=0\nMOVIE_BAG_IO_SECONDS=0\n", to: directory["settings"])
            let program = try FinishedProgram(
                [Repository.program, "serve", "--env-file", directory["settings"]],
                environment: ["MOVIE_BAG_PAGE_SIZE": "10"])
            #expect(program.ending == .status(78))
            #expect(program.errors.contains("MOVIE_BAG_IO_SECONDS"))
            #expect(!program.errors.contains("MOVIE_BAG_PAGE_SIZE"))
        }
    }
}
