/// Everything that is wrong with the configuration.
///
/// Tests: SettingsTests.swift
package struct SettingsError: Error, Equatable {
    package let problems: [SettingsProblem]

    package init(problems: [SettingsProblem]) {
        self.problems = problems
    }
}
