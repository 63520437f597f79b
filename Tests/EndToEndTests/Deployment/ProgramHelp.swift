import TestSite
import Testing

/// What the program prints with `--help`.
enum ProgramHelp {
    /// The lines of a command's help.
    static func lines(_ command: [String]) throws -> [Substring] {
        let program = try FinishedProgram([Repository.program] + command + ["--help"])
        #expect(program.ending == .status(0))
        return program.output.split(separator: "\n")
    }

    /// The commands below one, this one first.
    static func commands(below command: [String] = []) throws -> [[String]] {
        let list = try lines(command).drop { $0 != "SUBCOMMANDS:" }.dropFirst()
            // Two spaces and a name; explanations that go on are indented further, and the last line is not.
            .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") && !$0.hasPrefix("  See") }
            .compactMap { $0.split(separator: " ").first.map(String.init) }
        return [command] + (try list.flatMap { try commands(below: command + [$0]) })
    }

    /// A setting of `serve --help`.
    struct Setting {
        let name: String
        /// What stands in parentheses at its end; `nil` when nothing does.
        let standard: String?
    }

    /// Every setting, in the order of the help.
    static func settings() throws -> [Setting] {
        var texts: [(name: String, text: String)] = []
        for line in try lines(["serve"]).drop(while: { $0 != "SETTINGS:" }).dropFirst() {
            if line.hasPrefix("USAGE:") { break }
            let words = String(line.drop { $0 == " " })
            // A name stands two spaces from the left, what is said of it further on.
            if line.hasPrefix("  MOVIE_BAG_") {
                texts.append((words, ""))
            } else if let last = texts.indices.last {
                texts[last].text += texts[last].text.isEmpty ? words : " " + words
            }
        }
        return texts.map { Setting(name: $0.name, standard: standard(in: $0.text)) }
    }

    private static func standard(in text: String) -> String? {
        guard text.hasSuffix(")"), let start = text.lastIndex(of: "(") else { return nil }
        return String(text[text.index(after: start)...].dropLast())
    }
}
