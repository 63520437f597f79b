/// A program that was run to its end, with what it printed.
package struct FinishedProgram {
    package let ending: Program.Ending
    package let output: String
    package let errors: String

    /// Runs a program and waits for its end.
    package init(_ command: [String], environment: [String: String] = [:], limit: Duration = .seconds(20)) throws {
        let directory = try TemporaryDirectory()
        let program = try Program(
            command, environment: environment, output: directory["output"], errors: directory["errors"])
        ending = try program.waitForEnd(limit: limit)
        output = try Files.text(directory["output"])
        errors = try Files.text(directory["errors"])
    }
}
