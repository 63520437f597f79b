import Cryptography
import Mail
import Memory
import Text

/// Judges new passwords, and none that an account has already: a stricter rule locks no one out. Shared by all threads.
package struct PasswordPolicy: Sendable {
    private let rules: PasswordRules
    /// Folded.
    private let siteNames: [[UInt8]]
    private let report: @Sendable (any Error) -> Void

    /// - Parameters:
    ///   - site: whose host is no password.
    ///   - report: told when the file of breached passwords cannot be searched; the password passes then, as no one could
    ///     sign up or reset a password otherwise.
    package init(_ rules: PasswordRules, site: PublicURL, report: @escaping @Sendable (any Error) -> Void) {
        self.rules = rules
        siteNames = ["moviebag", "movie-bag", site.host].map { FoldedText(Array($0.utf8)).bytes }
        self.report = report
    }

    /// The fewest bytes of a new password.
    package var minimum: Int { rules.minimum }

    /// Passes a password that `address` may have.
    ///
    /// Takes some microseconds, and a few reads of the disk where there is a file of breached passwords: to be called once
    /// everything is known that is cheaper to find out, on a thread that may compute a hash.
    package func judge(_ password: Password, for address: EmailAddress) throws(WeakPassword) {
        guard password.bytes.count >= rules.minimum else { throw .shorter(than: rules.minimum) }
        let folded = FoldedText(password.bytes)
        defer { Memory.cleanse(folded.bytes) }
        guard !folded.isBlank else { throw .blank }
        let name = Array(address.caseFolded.utf8)
        guard folded.bytes != name else { throw .address }
        guard !name.prefix(address.localPart.utf8.count).elementsEqual(folded.bytes) else { throw .localPart }
        guard !siteNames.contains(folded.bytes) else { throw .siteName }
        guard !PasswordList.common.contains(folded.bytes) else { throw .common }
        guard rules.list?.contains(folded.bytes) != true else { throw .listed }
        guard !isBreached(password) else { throw .breached }
    }

    private func isBreached(_ password: Password) -> Bool {
        guard let file = rules.breached else { return false }
        do {
            return try file.contains(password.bytes)
        } catch {
            report(error)
            return false
        }
    }
}
