import TestFiles

/// A program that was run to its end, with what it printed.
package struct FinishedProgram {
    package let ending: Program.Ending
    package let output: String
    /// What it wrote to standard error, without ``rootWarning``.
    package let errors: String
    /// The line by which the program warns root, as whom these tests may run; "" when there is none.
    package let rootWarning: String

    /// Runs a program and waits for its end.
    package init(_ command: [String], environment: [String: String] = [:], limit: Duration = .seconds(20)) throws {
        let directory = try TemporaryDirectory()
        let program = try Program(
            command, environment: environment, output: directory["output"], errors: directory["errors"])
        ending = try program.waitForEnd(limit: limit)
        output = try Files.text(directory["output"])
        let lines = try Files.text(directory["errors"]).split(separator: "\n", omittingEmptySubsequences: false)
        let isWarning = { (line: Substring) in line.hasPrefix("movie-bag: warning: root runs this") }
        errors = lines.filter { !isWarning($0) }.joined(separator: "\n")
        rootWarning = lines.first(where: isWarning).map(String.init) ?? ""
    }
}
