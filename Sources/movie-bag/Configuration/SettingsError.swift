/// Everything that is wrong with the configuration, a sentence each; no value of a secret stands in it.
struct SettingsError: Error, Equatable {
    let problems: [String]
}
