import MovieBag

/// What may differ between the worlds of two tests.
struct Arrangement: Sendable {
    var publicURL = "http://localhost:8080"
    var pageSize = 1000
    var allowsLocalMail = false
    var takesWeakTags = false
    var limits = Limits()
    var signUp = SignUpPolicy()
    var passwords = PasswordRules()
    /// The cost of new password hashes.
    var scrypt = (logN: 1, r: 1, p: 1)
}
