import Glibc
import TestFiles
import TestSite
import Testing

extension EndToEndTests {
    /// `movie-bag keys`, whether the service runs or not.
    @EndToEnd
    @Suite struct KeysCommandTests {
        private let directory: TemporaryDirectory
        private var file: String { directory["movie-bag.db.secret"] }
        private static let plain = String(repeating: "k", count: 43)
        private static let encoded = String(repeating: "a2tr", count: 14) + "aw"

        init() throws {
            directory = try TemporaryDirectory()
            try directory.write(Self.plain + "\n", to: "movie-bag.db.secret")
        }

        private func keys(_ arguments: String..., settings: [String: String] = [:]) throws -> FinishedProgram {
            let environment = ["MOVIE_BAG_DATABASE": directory["movie-bag.db"]].merging(settings) { $1 }
            return try FinishedProgram([Repository.program, "keys"] + arguments, environment: environment)
        }

        private func columns(_ settings: [String: String] = [:]) throws -> [[String]] {
            let list = try keys("list", settings: settings)
            #expect(list.ending == .status(0) && list.errors.isEmpty, "\(list.errors)")
            return list.output.split(separator: "\n").map { line in
                line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            }
        }

        @Test func aKeyIsAddedListedAndRemoved() throws {
            let before = try columns()
            #expect(before.count == 1 && before[0].count == 4)
            #expect(before[0][0] == "-" && before[0][2...] == ["signs", ""])
            #expect(try keys("list").output.contains("2") && Files.names(in: directory.path) == ["movie-bag.db.secret"])

            let rotated = try keys("rotate")
            #expect(rotated.ending == .status(0) && rotated.errors.isEmpty)
            let both = try columns()
            #expect(both.map(\.count) == [4, 4])
            let name = both[1][0]
            #expect(both[0][0] == "-" && both[0][2...] == ["signs", ""])
            #expect(both[1][2...] == ["signs from \(both[1][1])", ""])
            #expect(rotated.output.contains("Key \(name) is added to \(file)"))
            #expect(rotated.output.contains("signs from \(both[1][1]) on. No session and no link ends"))

            try expectRefusal(try keys("remove", "-"), "key - is the one that signs")
            try expectRefusal(try keys("remove", "other"), "there is no key other")
            #expect(try keys("remove", name).ending == .status(0))
            #expect(try columns() == before.map { [$0[0], both[0][1], $0[2], $0[3]] })
            try expectRefusal(try keys("remove", "-"), "key - is the last one")
            #expect(try Files.names(in: directory.path) == ["movie-bag.db.secret"])
        }

        /// Of three keys that are of this year, one in use and one that is not needed any more.
        @Test func theListSaysWhatEachKeyDoesAndWhenItMayBeRemoved() throws {
            try directory.write(
                """
                movie-bag keys 1
                - \(Self.encoded) 2020-01-02T03:04:05Z
                old AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE 2021-01-01T00:00:00Z
                in_use AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI 2022-01-01T00:00:00Z
                next AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM 2190-01-01T00:00:00Z
                """, to: "movie-bag.db.secret")
            #expect(
                try columns() == [
                    ["-", "2020-01-02T03:04:05Z", "verifies", "may be removed"],
                    ["old", "2021-01-01T00:00:00Z", "verifies", "may be removed"],
                    ["in_use", "2022-01-01T00:00:00Z", "signs", ""],
                    ["next", "2190-01-01T00:00:00Z", "signs from 2190-01-01T00:00:00Z", ""],
                ])
            // Ten years from 2022 on, and an hour.
            let long = try columns(["MOVIE_BAG_ACCESS_TOKEN_SECONDS": "315360000"])
            #expect(long[1][3] == "may be removed from 2031-12-30T01:00:00Z")
            #expect(try keys("rotate").errors == "movie-bag: key next signs only from 2190-01-01T00:00:00Z on\n")
            let longer = ["MOVIE_BAG_ACCESS_TOKEN_SECONDS": "315360000"]
            try expectRefusal(
                try keys("remove", "old", settings: longer),
                "may be good until 2031-12-30T01:00:00Z; nothing was removed")
            #expect(try columns().map { $0[0] } == ["-", "old", "in_use", "next"])
            let early = try keys("remove", "old", "--force", settings: longer)
            #expect(early.output.contains("Some of them would have been good until 2031-12-30T01:00:00Z."))
            #expect(try columns().map { $0[0] } == ["-", "in_use", "next"])
            #expect(try keys("remove", "-").output.contains("Some of them") == false)
        }

        @Test func aNewKeyTakesThePlaceOfAll() throws {
            #expect(try keys("rotate").ending == .status(0))
            let rotated = try keys("rotate", "--now")
            #expect(rotated.ending == .status(0))
            #expect(rotated.output.contains("everybody has to log in again, and the links in mails are void"))
            let only = try columns()
            #expect(only.count == 1 && only[0][0] != "-" && only[0][2] == "signs")
            #expect(try !Files.text(file).contains(Self.encoded))
        }

        @Test func noKeyIsShown() throws {
            var said = ""
            for arguments in [["list"], ["rotate"], ["list"], ["remove", "-"], ["rotate", "--now"], ["list"]] {
                let program = try FinishedProgram(
                    [Repository.program, "keys"] + arguments,
                    environment: ["MOVIE_BAG_DATABASE": directory["movie-bag.db"]])
                said += program.output + program.errors
                for line in try Files.text(file).split(separator: "\n") where line.contains(" 2") {
                    #expect(!said.contains(line.split(separator: " ")[1]))
                }
            }
            #expect(!said.contains(Self.plain) && !said.contains(Self.encoded))
        }

        /// The key stays good as a file: whose tokens are verified as before.
        @Test func aKeyInTheSettingsCannotRotate() throws {
            let settings = ["MOVIE_BAG_JWT_SECRET": Self.plain]
            #expect(try columns(settings) == [["-", "1970-01-01T00:00:00Z", "signs", ""]])
            for arguments in [["rotate"], ["rotate", "--now"], ["remove", "-"]] {
                let program = try FinishedProgram(
                    [Repository.program, "keys"] + arguments,
                    environment: settings.merging(["MOVIE_BAG_DATABASE": directory["movie-bag.db"]]) { $1 })
                try expectRefusal(program, "MOVIE_BAG_JWT_SECRET holds one key and has no room for more")
                #expect(program.errors.contains("MOVIE_BAG_JWT_SECRET_FILE"))
            }
            #expect(try Files.text(file) == Self.plain + "\n")
            let both = try keys("list", settings: settings.merging(["MOVIE_BAG_JWT_SECRET_FILE": file]) { $1 })
            #expect(both.ending == .status(78) && both.errors.contains("keep one of them"))
        }

        @Test func whereThereIsNoFileNothingIsMade() throws {
            unlink(file)
            for command in ["list", "rotate"] {
                try expectRefusal(try keys(command), "there is no \(file) yet; the first start of the service makes it")
            }
            #expect(try Files.names(in: directory.path).isEmpty)
            #expect(try keys("remove").ending == .status(64))
            #expect(try keys().ending == .status(0), "the help")
        }

        @Test func aBrokenFileIsNotChangedAndItsLinesAreNamed() throws {
            let text = "movie-bag keys 1\n- \(Self.encoded)\nb c d\n"
            try directory.write(text, to: "movie-bag.db.secret")
            for command in ["list", "rotate"] {
                let program = try keys(command)
                try expectRefusal(program, "\(file), line 2: it has 2 of the 3 fields")
                #expect(program.errors.contains("\(file), line 3: "))
            }
            #expect(try Files.text(file) == text)
        }

        @Test func manyAtOnceLoseNoKey() throws {
            let database = directory["movie-bag.db"]
            let endings = try concurrently(8) { _ in
                try FinishedProgram(
                    [Repository.program, "keys", "rotate"], environment: ["MOVIE_BAG_DATABASE": database]
                ).ending
            }
            #expect(endings == Array(repeating: .status(0), count: 8))
            let list = try columns()
            #expect(list.count == 9 && Set(list.map { $0[1] }).count == 9)
            #expect(try Files.names(in: directory.path) == ["movie-bag.db.secret"])
        }

        /// strace kills it where it is about to give the new file its name.
        @Test(.enabled(if: Self.canTrace)) func aKillBeforeTheNewFileHasItsNameChangesNothing() throws {
            let killed = try FinishedProgram(
                [
                    "strace", "-f", "-q", "-o", "/dev/null", "-e", "trace=/^rename", "-e",
                    "inject=/^rename:error=EIO:signal=SIGKILL", Repository.program, "keys", "rotate",
                ], environment: ["MOVIE_BAG_DATABASE": directory["movie-bag.db"]])
            #expect(killed.ending == .signal(SIGKILL) && killed.output.isEmpty)
            #expect(try Files.text(file) == Self.plain + "\n")
            #expect(try Files.names(in: directory.path) == ["movie-bag.db.secret", "movie-bag.db.secret.new"])
            #expect(try keys("rotate").ending == .status(0))
            #expect(try columns().count == 2)
            #expect(try Files.names(in: directory.path) == ["movie-bag.db.secret"])
        }

        /// As on a disk that is full, or broken.
        @Test(.enabled(if: Self.canTrace), arguments: ["fsync", "write", "/^rename"])
        func aFileThatCannotBeWrittenChangesNothing(call: String) throws {
            let failed = try FinishedProgram(
                [
                    "strace", "-f", "-q", "-o", "/dev/null", "-P", file + ".new", "-e", "trace=\(call)", "-e",
                    "inject=\(call):error=ENOSPC", Repository.program, "keys", "rotate",
                ], environment: ["MOVIE_BAG_DATABASE": directory["movie-bag.db"]])
            try expectRefusal(failed, "No space left on device")
            #expect(try Files.text(file) == Self.plain + "\n")
            #expect(try Files.names(in: directory.path) == ["movie-bag.db.secret"])
        }

        private nonisolated static let canTrace =
            (try? FinishedProgram(["strace", "-q", "-o", "/dev/null", "true"]).ending) == .status(0)

        private func expectRefusal(_ program: FinishedProgram, _ words: String) throws {
            #expect(program.ending == .status(1))
            #expect(program.errors.hasPrefix("movie-bag: ") && program.errors.contains(words), "\(program.errors)")
            #expect(program.output.isEmpty)
        }
    }
}
