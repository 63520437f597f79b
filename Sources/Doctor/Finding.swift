/// What one check of `movie-bag doctor` has found.
package struct Finding: Equatable, Sendable {
    enum Grade: String, Sendable {
        case ok
        /// It works, but not as well or as safely as it should.
        case warning
        case problem
        /// It could not be checked.
        case skipped
    }

    let grade: Grade
    let sentence: String
    /// How to fix it. A command that can be pasted stands on a line of its own.
    let remedy: String?

    static func ok(_ sentence: String) -> Finding {
        Finding(grade: .ok, sentence: sentence, remedy: nil)
    }

    static func warning(_ sentence: String, fix remedy: String) -> Finding {
        Finding(grade: .warning, sentence: sentence, remedy: remedy)
    }

    static func problem(_ sentence: String, fix remedy: String) -> Finding {
        Finding(grade: .problem, sentence: sentence, remedy: remedy)
    }

    static func skipped(_ sentence: String) -> Finding {
        Finding(grade: .skipped, sentence: sentence, remedy: nil)
    }
}

extension Finding: CustomStringConvertible {
    /// A line for what was found, and indented ones that say how to fix it.
    package var description: String {
        let column = 8
        let grade = grade.rawValue + String(repeating: " ", count: column - grade.rawValue.count)
        let remedy = remedy?.split(separator: "\n").map { "\n" + String(repeating: " ", count: column) + Self.line($0) }
        return grade + Self.line(sentence) + (remedy ?? []).joined()
    }

    /// Some of it was said by a server or stands in a file: it must not be able to talk to the terminal.
    private static func line(_ text: some StringProtocol) -> String {
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isControl = scalar.value < 0x20 || 0x7f...0x9f ~= scalar.value
            line.append(isControl ? "?" : scalar)
        }
        return String(line)
    }
}
