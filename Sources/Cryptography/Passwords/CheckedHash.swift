/// A stored password of any kind that can be checked.
///
/// Tests: MovieBagTests/Accounts/PasswordTests.swift
package enum CheckedHash: Sendable {
    case scrypt(ScryptHash)
    case bcrypt(BcryptHash)

    /// Reads what is stored; `nil` for anything that is no such hash.
    package init?(_ text: String) {
        if let hash = ScryptHash(phcString: text) {
            self = .scrypt(hash)
        } else if let hash = try? BcryptHash(text) {
            self = .bcrypt(hash)
        } else {
            return nil
        }
    }
}
