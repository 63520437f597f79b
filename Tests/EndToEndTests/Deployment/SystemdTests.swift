import Glibc
import TestSite
import Testing
import TestFiles

private let analyzer = "/usr/bin/systemd-analyze"

extension EndToEndTests {
    /// The units in deploy/systemd, as systemd judges them; left out where it is not installed.
    @EndToEnd
    @Suite(.enabled(if: access(analyzer, X_OK) == 0))
    struct SystemdTests {
        private static let units = "\(Repository.path)/deploy/systemd"

        private let directory: TemporaryDirectory

        init() throws {
            directory = try TemporaryDirectory()
        }

        /// Copies a unit to where nothing else is, with the program that was built in the place of the installed one.
        private func copy(_ name: String, adding lines: String = "") throws -> String {
            let text = try Files.text("\(Self.units)/\(name)").split(separator: "\n", omittingEmptySubsequences: false)
            let adapted = text.map { line in
                line.hasPrefix("ExecStart=/usr/bin/movie-bag ")
                    ? "ExecStart=\(Repository.program) \(line.dropFirst(29))" : String(line)
            }
            try Files.write(adapted.joined(separator: "\n") + lines, to: directory[name], mode: 0o644)
            return directory[name]
        }

        private func analyze(_ arguments: String...) throws -> FinishedProgram {
            // Otherwise it takes a terminal for granted.
            try FinishedProgram([analyzer] + arguments, environment: ["TERM": "dumb"])
        }

        /// From 0, nothing to be gained by whoever takes the service over, to 10.
        private func exposure(of unit: String) throws -> Double {
            let analysis = try analyze("security", "--offline=true", "--threshold=20", "--no-pager", unit)
            #expect(analysis.ending == .status(0), "\(analysis.output)\(analysis.errors)")
            let verdict = try #require(analysis.output.split(separator: "\n").last { $0.contains("Overall exposure") })
            return try #require(verdict.split(separator: " ").compactMap { Double($0) }.first, "\(verdict)")
        }

        @Test func theUnitsHaveNoMistake() throws {
            let names = try Files.names(in: Self.units).filter { !$0.hasSuffix(".env") }
            #expect(
                names == [
                    "movie-bag-outbox.service", "movie-bag-outbox.timer", "movie-bag.service", "movie-bag.socket",
                ])
            let paths = try names.map { try copy($0) }
            let check = try FinishedProgram(
                [analyzer, "verify", "--man=no"] + paths, environment: ["TERM": "dumb"], limit: .seconds(60))
            #expect(check.ending == .status(0))
            #expect(check.errors == "")
        }

        /// A mail leaves within 5 s (SECURITY.md), the accuracy of the timer and the start of the command included.
        @Test func mailsWaitTwoSecondsForTheirTimer() throws {
            let timer = try Files.text("\(Self.units)/movie-bag-outbox.timer").split(separator: "\n")
            #expect(timer.contains("OnUnitInactiveSec=2") && timer.contains("AccuracySec=1"))
        }

        @Test func littleIsExposedByTheService() throws {
            #expect(try exposure(of: copy("movie-bag.service")) < 1)
        }

        @Test func littleMoreIsExposedWhenItSendsItsMailsItself() throws {
            let comment = try Files.text("\(Self.units)/movie-bag.service").split(separator: "\n")
                .drop { $0 != "#   [Service]" }.prefix { $0.hasPrefix("#   ") }.map { $0.dropFirst(4) }
            #expect(comment.contains("Environment=MOVIE_BAG_DELIVER=yes MOVIE_BAG_SENDMAIL=/usr/bin/msmtp"))
            let unit = try copy("movie-bag.service", adding: "\n" + comment.joined(separator: "\n") + "\n")
            let figure = try exposure(of: unit)
            #expect(figure < 2)
            #expect(try figure > exposure(of: copy("movie-bag.service")), "the comment changes nothing")
        }

        /// Those of the commented lines too.
        @Test func theFileOfSettingsHoldsOnlySettingsThatThereAre() throws {
            let text = try Files.text("\(Self.units)/movie-bag.env").split(separator: "\n").map { line in
                line.hasPrefix("#MOVIE_BAG_") ? line.dropFirst() : line
            }
            #expect(text.filter { $0.hasPrefix("MOVIE_BAG_") }.count >= 3)
            try Files.write(text.joined(separator: "\n") + "\n", to: directory["settings"])
            let program = try FinishedProgram(
                [Repository.program, "serve", "--env-file", directory["settings"], "--listen", "fd:0"],
                environment: [
                    "MOVIE_BAG_DATABASE": directory["movie-bag.db"],
                    "MOVIE_BAG_TEMPLATES": "\(Repository.path)/templates",
                ])
            // Everything else is well, so it gets as far as to the socket, which is none.
            #expect(program.errors.contains("fd:0") && !program.errors.contains("no setting"), "\(program.errors)")
        }
    }
}
