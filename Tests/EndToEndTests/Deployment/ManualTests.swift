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

        @Test func everyCommandIsInIt() throws {
            let names = Set(try ProgramHelp.commands().flatMap { $0 })
            #expect(names.isSuperset(of: ["serve", "backup", "restore", "outbox", "retry"]))
            let words = Set(
                page.split(separator: "\n").filter { $0.hasPrefix(".Cm") || $0.hasPrefix(".It Cm") }
                    .flatMap { $0.split(separator: " ").map(String.init) })
            for name in names { #expect(words.contains(name), "\(name)") }
        }

        @Test func everyOptionIsInIt() throws {
            let options = Set(
                try ProgramHelp.commands().flatMap(ProgramHelp.lines).compactMap { line -> Substring? in
                    line.split(separator: " ").first { $0.hasPrefix("--") && line.hasPrefix("  ") }
                }.map { $0.filter { $0 != "," } })
            #expect(options.isSuperset(of: ["--listen", "--keep-sessions", "--env-file", "--help", "--version"]))
            let words = page.split { $0 == " " || $0 == "\n" }
            let documented = Set(zip(words, words.dropFirst()).filter { $0.0.hasSuffix("Fl") }.map { $0.1 })
            for option in options { #expect(documented.contains(option.dropFirst()), "\(option)") }
        }

        @Test func everySettingIsInIt() throws {
            let settings = try ProgramHelp.settings().map(\.name)
            #expect(settings.count > 15)
            let words = Set(
                page.split(separator: "\n").filter { $0.hasPrefix(".It Ev") }
                    .flatMap { $0.split(separator: " ").map(String.init) })
            for setting in settings { #expect(words.contains(setting), "\(setting)") }
        }
    }
}
