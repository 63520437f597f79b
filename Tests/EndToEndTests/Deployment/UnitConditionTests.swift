import TestSite
import Testing

extension EndToEndTests {
    /// What the units look for in the settings before they start the program. It has to read them as the program does.
    @EndToEnd
    @Suite struct UnitConditionTests {
        private let directory: TemporaryDirectory
        private let settings: String

        init() throws {
            directory = try TemporaryDirectory()
            settings = directory["settings"]
        }

        /// Whether the `ExecCondition=` of a unit holds, run by a shell as systemd runs it.
        private func holds(_ unit: String, in folder: String, environment: [String: String] = [:]) throws -> Bool {
            let text = try Files.text("\(Repository.path)/deploy/systemd/\(unit)")
            let name = "ExecCondition="
            var isInside = false
            let lines = text.split(separator: "\n").filter { line in
                defer { isInside = (isInside || line.hasPrefix(name)) && line.hasSuffix("\\") }
                return isInside || line.hasPrefix(name)
            }
            let condition = lines.joined(separator: "\n").dropFirst(name.count)
                .replacing("/etc/movie-bag/movie-bag.env", with: settings)
            #expect(condition.contains(settings))
            let shell = ["/bin/sh", "-c", "cd \(folder) && \(condition)"]
            // A locale in which a byte order mark and a no-break space are characters like others.
            let variables = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"].merging(environment) { $1 }
            return try FinishedProgram(shell, environment: variables).ending == .status(0)
        }

        /// Whether the program takes the public URL for given.
        private func isGiven(_ environment: [String: String] = [:]) throws -> Bool {
            let variables = [
                "MOVIE_BAG_DATABASE": directory["movie-bag.db"], "MOVIE_BAG_TEMPLATES": "\(Repository.path)/templates",
            ].merging(environment) { $1 }
            let doctor = try FinishedProgram(
                [Repository.program, "doctor", "--env-file", settings], environment: variables)
            #expect(doctor.output.contains("public URL"), "\(doctor.output)\(doctor.errors)")
            return !doctor.output.contains("MOVIE_BAG_PUBLIC_URL is not set")
        }

        @Test(arguments: [
            ("MOVIE_BAG_PUBLIC_URL=https://bag.test\n", true),
            ("MOVIE_BAG_PUBLIC_URL=https://bag.test", true),
            ("\u{FEFF}MOVIE_BAG_PUBLIC_URL=https://bag.test\r\n", true),
            ("\t MOVIE_BAG_PUBLIC_URL = https://bag.test \r\n", true),
            ("# The site\rMOVIE_BAG_PUBLIC_URL=https://bag.test\r", true),
            ("MOVIE_BAG_PAGE_SIZE=10\r\n\u{FEFF}MOVIE_BAG_PUBLIC_URL=https://bag.test\r\n", true),
            ("MOVIE_BAG_PUBLIC_URL=\nMOVIE_BAG_PUBLIC_URL=https://bag.test\n", true),
            ("MOVIE_BAG_PUBLIC_URL=https://bag.test\nMOVIE_BAG_PUBLIC_URL=\n", false),
            ("", false),
            ("#MOVIE_BAG_PUBLIC_URL=https://bag.test\n", false),
            (" # MOVIE_BAG_PUBLIC_URL=https://bag.test\n", false),
            ("MOVIE_BAG_PUBLIC_URL=\n", false),
            ("MOVIE_BAG_PUBLIC_URL= \t\r\n", false),
            ("MOVIE_BAG_PUBLIC_URL=\u{A0}\n", false),
            ("OTHER=MOVIE_BAG_PUBLIC_URL=https://bag.test\n", false),
        ])
        func theServiceIsStartedWhenTheProgramTakesItsAddressForGiven(text: String, isGiven: Bool) throws {
            try Files.write(text, to: settings)
            #expect(try holds("movie-bag.service", in: directory.path) == isGiven)
            #expect(try self.isGiven() == isGiven)
        }

        @Test(arguments: [("https://bag.test", "", true), ("", "MOVIE_BAG_PUBLIC_URL=https://bag.test\n", false)])
        func theEnvironmentWins(value: String, text: String, isGiven: Bool) throws {
            try Files.write(text, to: settings)
            let environment = ["MOVIE_BAG_PUBLIC_URL": value]
            #expect(try holds("movie-bag.service", in: directory.path, environment: environment) == isGiven)
            #expect(try self.isGiven(environment) == isGiven)
        }

        @Test func withoutSettingsTheServiceIsNotStarted() throws {
            #expect(try !holds("movie-bag.service", in: directory.path))
        }

        /// A delivery in the middle of an upgrade would fail, and one that goes on at its beginning would hold it up.
        @Test func noMailIsDeliveredWhileTheServiceStarts() throws {
            let lines = try Files.text("\(Repository.path)/deploy/systemd/movie-bag-outbox.service").split(
                separator: "\n")
            let words = lines.filter { $0.hasPrefix("After=") }.flatMap { $0.dropFirst(6).split(separator: " ") }
            #expect(words.contains("movie-bag.service"))
            #expect(lines.contains("PartOf=movie-bag.service"))
        }

        @Test func mailsAreDeliveredFromWhicheverDatabaseTheSettingsName() throws {
            let folder = try directory.makeDirectory("elsewhere é")
            let database = "\(folder)/movies.db"
            let unit = "movie-bag-outbox.service"
            try Files.write("\u{FEFF}MOVIE_BAG_DATABASE = \(database) \r\n", to: settings)
            #expect(try !holds(unit, in: directory.path))
            #expect(try !holds(unit, in: directory.path, environment: ["MOVIE_BAG_DATABASE": database]))
            try Files.write("", to: database)
            #expect(try holds(unit, in: directory.path))
            try Files.write("#MOVIE_BAG_DATABASE=\(database)\n", to: settings)
            #expect(try !holds(unit, in: directory.path))
            #expect(try holds(unit, in: directory.path, environment: ["MOVIE_BAG_DATABASE": database]))
            // The usual one is in the working directory.
            try Files.write("", to: directory["movie-bag.db"])
            #expect(try holds(unit, in: directory.path))
        }
    }
}
