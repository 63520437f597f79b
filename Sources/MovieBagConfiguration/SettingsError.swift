/// Everything that is wrong with the configuration, a sentence each; no value of a secret stands in it.
///
/// Tests: SettingsTests.swift
package struct SettingsError: Error, Equatable {
    package let problems: [String]

    package init(problems: [String]) {
        self.problems = problems
    }
}
