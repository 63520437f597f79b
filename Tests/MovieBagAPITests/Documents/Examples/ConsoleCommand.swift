/// One thing that is done in the examples of a document: a line behind `$`, with those that a backslash joins to it, and what
/// it is to print.
struct ConsoleCommand: Sendable {
    /// The line of the document in which it begins, from 1.
    let line: Int
    /// As it stands there, without `$`.
    let text: String
    /// What stands below it.
    let output: String

    /// The commands of all blocks that are marked `console`, in their order.
    static func all(in document: String) -> [ConsoleCommand] {
        var commands: [ConsoleCommand] = []
        var (isConsole, isJoined, start) = (false, false, 0)
        var (text, output): (String, [Substring]) = ("", [])
        func command() -> [ConsoleCommand] {
            guard !text.isEmpty else { return [] }
            let lines = output.reversed().drop { $0.isEmpty }.reversed()
            return [ConsoleCommand(line: start, text: text, output: lines.joined(separator: "\n"))]
        }
        for (number, line) in document.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.hasPrefix("```") {
                commands += command()
                (isConsole, isJoined, text, output) = (line == "```console", false, "", [])
            } else if isConsole, isJoined {
                text += "\n" + line
                isJoined = line.hasSuffix("\\")
            } else if isConsole, line.hasPrefix("$ ") {
                commands += command()
                (start, text, output) = (number + 1, String(line.dropFirst(2)), [])
                isJoined = line.hasSuffix("\\")
            } else if isConsole {
                output.append(line)
            }
        }
        return commands
    }

    /// The words of the command as a POSIX shell reads them, by the parts of its pipeline.
    ///
    /// - Parameter variables: what `$NAME` stands for.
    /// - Returns: the words of each part, and the comment behind them.
    static func words(of text: String, variables: [String: String]) -> (parts: [[String]], comment: String) {
        var (parts, word): ([[String]], String?) = ([[]], nil)
        var rest = Substring(text)
        var quote: Character?
        func value() -> String {
            let name = rest.prefix { $0.isUppercase }
            rest = rest.dropFirst(name.count)
            return variables[String(name)] ?? "$\(name)"
        }
        func endWord() {
            if let word { parts[parts.count - 1].append(word) }
            word = nil
        }
        while let character = rest.popFirst() {
            switch (character, quote) {
            case ("'", nil), ("\"", nil):
                quote = character
                word = word ?? ""
            case ("'", "'"), ("\"", "\""): quote = nil
            case ("\\", nil) where rest.first == "\n": rest = rest.dropFirst()
            case ("\\", "\""), ("\\", nil): word = (word ?? "") + String(rest.popFirst() ?? "\\")
            case ("$", nil), ("$", "\""): word = (word ?? "") + value()
            case (" ", nil), ("\n", nil): endWord()
            case ("|", nil):
                endWord()
                parts.append([])
            case ("#", nil) where word == nil: return (parts, rest.drop { $0 == " " }.description)
            default: word = (word ?? "") + String(character)
            }
        }
        endWord()
        return (parts, "")
    }
}
