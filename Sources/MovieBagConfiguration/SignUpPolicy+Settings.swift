import MovieBag

/// Tests: SignUpSettingsTests.swift
extension SignUpPolicy {
    /// Reads who may sign up and what that needs.
    ///
    /// - Parameter limits: those that were read.
    init(_ reader: inout SettingsReader, with limits: Limits) {
        let mode = reader.value(.signUp) { (text) throws(InvalidValue) in
            guard let mode = Mode(rawValue: text) else {
                throw InvalidValue(text, "must be one of \(Mode.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            return mode
        }
        self.init(
            mode ?? .open, requiresProof: reader.switch(.requireVerifiedEmail),
            hidesAccounts: reader.switch(.hideAccounts))
        if hidesAccounts, !limits.countLinks {
            reader.refuse(
                .hideAccounts,
                "takes the limits: without them only an address that has an account causes something to be written")
        }
    }
}
