import MovieBag
import MovieBagPages

/// What may differ between the worlds of two tests.
struct Arrangement: Sendable {
    var publicURL = "http://localhost:8080"
    var pageSize = 1000
    var allowsLocalMail = false
    var takesWeakTags = false
    var limits = Limits()
    var passwords = PasswordRules()
    var signUp = SignUpPolicy()
    var readers = Readers.anyone
    var allowedOrigins: [String] = []
    var securityContacts: [String] = []
    /// The longest random delay where accounts are hidden; `nil` for none.
    var longestDelay: Duration?
    var pages = PageSettings()
    /// The cost of new password hashes.
    var scrypt = (logN: 1, r: 1, p: 1)
    /// What signs tokens; `nil` for one key without a name.
    var keys: KeyRing?
}
