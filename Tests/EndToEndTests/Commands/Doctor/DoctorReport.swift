import TestSite
import Testing

/// What the doctor has printed, taken apart.
struct DoctorReport {
    let program: FinishedProgram

    init(_ command: [String], environment: [String: String]) throws {
        program = try FinishedProgram(command, environment: environment, limit: .seconds(120))
    }

    /// The sentences of one grade: ok, warning, problem or skipped.
    func lines(_ grade: String) -> [String] {
        program.output.split(separator: "\n").filter { $0.hasPrefix("\(grade) ") }.map { line in
            String(line.dropFirst(grade.count).drop { $0 == " " })
        }
    }

    /// The last line.
    var summary: String { program.output.split(separator: "\n").last.map(String.init) ?? "" }

    /// Expects exit status 1, a problem with these words, and below it a line that says how to mend it.
    func expectProblem(_ words: String, fix remedy: String, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(program.ending == .status(1), sourceLocation: sourceLocation)
        expect("problem", words, fix: remedy, sourceLocation: sourceLocation)
    }

    /// Expects a line of this grade with these words, and below it a line that says how to mend it.
    func expect(
        _ grade: String, _ words: String, fix remedy: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let lines = program.output.split(separator: "\n")
        guard let start = lines.firstIndex(where: { $0.hasPrefix("\(grade) ") && $0.contains(words) }) else {
            Issue.record("no \(grade) with \"\(words)\" in:\n\(program.output)", sourceLocation: sourceLocation)
            return
        }
        let below = lines[(start + 1)...].prefix { $0.hasPrefix("        ") }
        #expect(below.contains { $0.contains(remedy) }, "\(below)", sourceLocation: sourceLocation)
    }
}
