/// Which values of this run stand for those that a document shows, where they differ each time: ids, tags, tokens, cursors.
struct ExampleValues {
    private enum Kind {
        /// The same each time that it is shown.
        case lasting
        /// What stands before `…`; the latest one counts.
        case elided
        /// Not told from others.
        case any
    }

    private var actual: [String: String] = [:]
    private var elided: [String: String] = [:]

    /// What stands for others, as the document writes it.
    private static var pieces: Regex<(Substring, elided: Substring?, other: Substring?, lasting: Substring?)> {
        /(?<elided>[A-Za-z0-9_.\-]*…)|(?<other>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z|Member [0-9a-f]{4}|HTTP\/1\.1 [0-9]{3}[A-Za-z ]*)|(?<lasting>[A-Za-z0-9_\-]{32,}|\b[0-9a-f]{24}\b|\b[0-9a-f]{16}\b)/
            .asciiOnlyWordCharacters()
    }

    /// What is not compared, by its beginning; all else is a time. The reason behind a status is of the web server.
    private static let forms = ["Member": "(Member [0-9a-f]{4})", "HTTP": "(HTTP/1\\.1 [0-9]{3})"]

    /// A command with the values of this run.
    func inserted(into command: String) -> String {
        var result = ""
        var end = command.startIndex
        for match in command.matches(of: Self.pieces) {
            result += command[end..<match.range.lowerBound]
            result += match.output.lasting.flatMap { actual[String($0)] } ?? String(match.output.0)
            end = match.range.upperBound
        }
        return result + command[end...]
    }

    /// What was shown latest as `text`, which ends with `…`.
    func latest(_ text: String) -> String? { elided[text] }

    /// Learns what the values of this run are.
    ///
    /// - Parameters:
    ///   - shown: what the document shows.
    ///   - output: what was printed.
    /// - Returns: whether they agree.
    mutating func learn(_ shown: String, from output: String) throws -> Bool {
        var (pattern, kinds): (String, [(text: String, kind: Kind)]) = ("", [])
        var end = shown.startIndex
        for match in shown.matches(of: Self.pieces) {
            pattern += Self.quoted(shown[end..<match.range.lowerBound])
            end = match.range.upperBound
            let text = String(match.output.0)
            if match.output.elided != nil {
                let start = text.dropLast()
                pattern += start.isEmpty ? "((?s:.*))" : "(\(Self.quoted(start))[A-Za-z0-9_.\\-]*)"
                kinds.append((text, start.isEmpty ? .any : .elided))
            } else if match.output.lasting != nil {
                pattern += text.count >= 32 ? "([A-Za-z0-9_\\-]{32,})" : "([0-9a-f]{\(text.count)})"
                kinds.append((text, .lasting))
            } else {
                pattern += Self.forms.first { text.hasPrefix($0.key) }?.value ?? "([0-9TZ:\\-]{20})"
                kinds.append((text, .any))
            }
        }
        pattern += Self.quoted(shown[end...])
        guard let match = try Regex(pattern).wholeMatch(in: output) else { return false }
        for (index, (text, kind)) in kinds.enumerated() {
            let value = String(match.output[index + 1].substring ?? "")
            switch kind {
            case .any: continue
            case .elided: elided[text] = value
            case .lasting:
                guard actual[text] ?? value == value else { return false }
                actual[text] = value
            }
        }
        // Two that the document tells apart are two.
        return Set(actual.values).count == actual.count
    }

    private static func quoted(_ text: Substring) -> String {
        text.isEmpty ? "" : "\\Q\(text)\\E"
    }
}
