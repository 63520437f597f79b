import TestSite
import Testing

extension EndToEndTests {
    /// The manual page beside the program's own help.
    @EndToEnd
    @Suite struct ManualTests {
        private let page: String

        init() throws {
            page = try Files.text("\(Repository.path)/deploy/package/movie-bag.1")
        }

        private func help(_ command: [String]) throws -> [Substring] {
            let program = try FinishedProgram([Repository.program] + command + ["--help"])
            #expect(program.ending == .status(0))
            return program.output.split(separator: "\n")
        }

        /// The commands below one, this one first.
        private func commands(below command: [String] = []) throws -> [[String]] {
            let list = try help(command).drop { $0 != "SUBCOMMANDS:" }.dropFirst()
                // Two spaces and a name; explanations that go on are indented further, and the last line is not.
                .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") && !$0.hasPrefix("  See") }
                .compactMap { $0.split(separator: " ").first.map(String.init) }
            return [command] + (try list.flatMap { try commands(below: command + [$0]) })
        }

        @Test func everyCommandIsInIt() throws {
            let names = Set(try commands().flatMap { $0 })
            #expect(names.isSuperset(of: ["serve", "backup", "restore", "outbox", "retry"]))
            let words = Set(
                page.split(separator: "\n").filter { $0.hasPrefix(".Cm") || $0.hasPrefix(".It Cm") }
                    .flatMap { $0.split(separator: " ").map(String.init) })
            for name in names { #expect(words.contains(name), "\(name)") }
        }

        @Test func everyOptionIsInIt() throws {
            let options = Set(
                try commands().flatMap(help).compactMap { line -> Substring? in
                    line.split(separator: " ").first { $0.hasPrefix("--") && line.hasPrefix("  ") }
                }.map { $0.filter { $0 != "," } })
            #expect(options.isSuperset(of: ["--listen", "--keep-sessions", "--env-file", "--help", "--version"]))
            let words = page.split { $0 == " " || $0 == "\n" }
            let documented = Set(zip(words, words.dropFirst()).filter { $0.0.hasSuffix("Fl") }.map { $0.1 })
            for option in options { #expect(documented.contains(option.dropFirst()), "\(option)") }
        }

        @Test func everySettingIsInIt() throws {
            let settings = try help(["serve"]).compactMap { $0.split(separator: " ").first }
                .filter { $0.hasPrefix("MOVIE_BAG_") }
            #expect(settings.count > 15)
            let words = Set(
                page.split(separator: "\n").filter { $0.hasPrefix(".It Ev") }.flatMap { $0.split(separator: " ") })
            for setting in settings { #expect(words.contains(setting), "\(setting)") }
        }
    }
}
