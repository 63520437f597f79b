import Cryptography

/// Whether passwords that another program hashed with bcrypt can be checked.
struct BcryptCheck {
    /// How many accounts have passwords of which costs.
    let accounts: [PasswordCost: Int]
    /// Loads the library, which takes a moment, and says why it cannot be used.
    let failure: () -> CryptError?

    var findings: [Finding] {
        let count = accounts.reduce(0) { sum, entry in
            if case .bcrypt = entry.key { sum + entry.value } else { sum }
        }
        guard count > 0 else { return [] }
        guard let failure = failure() else {
            return [
                .ok(
                    "bcrypt: \(count) accounts have passwords of another program, each until its owner logs in; libcrypt "
                        + "checks them")
            ]
        }
        return [
            .problem(
                "bcrypt: \(count) accounts have passwords of another program and cannot log in: \(failure)",
                fix: "then restart the service:\nsudo apt-get install libcrypt1")
        ]
    }
}
