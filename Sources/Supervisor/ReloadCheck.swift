/// What a look at the settings before a reload has found.
///
/// Tests: ReloadTests.swift, ReloadRefusalTests.swift
package struct ReloadCheck: Sendable, Equatable {
    /// Why no process could serve with them; a sentence each. With any of them nothing is reloaded.
    package let problems: [String]
    /// What is logged as a warning before the reload; a sentence each.
    package let warnings: [String]
    /// Variables that processes have from the reload on in place of those of the environment; see ``WorkerLauncher``.
    package let variables: [String: String]

    package init(problems: [String], warnings: [String], variables: [String: String]) {
        self.problems = problems
        self.warnings = warnings
        self.variables = variables
    }
}
