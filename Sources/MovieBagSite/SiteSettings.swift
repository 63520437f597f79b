import Cryptography
import MovieBag
import MovieBagPages

/// The rules of a site: all that an operator decides of what happens behind the router.
///
/// Tests: MovieBagAPITests/Errors/ErrorResponderTests.swift
package struct SiteSettings: Sendable {
    /// Where users reach it; its path is the prefix of every route.
    package var address: PublicURL
    package var templates: PageTemplates
    /// Which pages there are, and what the site is called in them.
    package var pages = PageSettings()
    /// Sign the tokens; the oldest chooses the decoys of unknown addresses, and names what is counted and recorded of them.
    package var keys: KeyRing
    package var lifetimes: TokenLifetimes
    package var sessions: SessionLifetimes
    /// The cost of new password hashes.
    package var scrypt: ScryptParameters
    /// What new passwords must be.
    package var passwords: PasswordRules
    package var limits: Limits
    /// Movies on a page, at least 1; also the largest `limit`.
    package var pageSize: Int
    /// The proxies whose X-Forwarded-For counts; `nil` when none is named, and log-ins tell what is one.
    package var proxies: TrustedProxies?
    /// Whether an address without a dot in its domain may sign up.
    package var allowsLocalMail: Bool
    /// Who may sign up, and what that needs.
    package var signUp = SignUpPolicy()
    /// Who may read the collection.
    package var readers = Readers.anyone
    /// The longest random delay of a response to a request for a link, where accounts are hidden; `nil` for none.
    package var longestDelay: Duration? = .milliseconds(8)
    /// The origins whose pages may read responses in browsers; none unless they are listed.
    package var allowedOrigins: [String] = []
    /// Where to report a weakness of the site: URIs; none unless they are given.
    package var securityContacts: [String] = []
    /// Whether If-Match takes weak tags.
    package var takesWeakTags: Bool

    package init(
        address: PublicURL, templates: PageTemplates, keys: KeyRing, lifetimes: TokenLifetimes,
        sessions: SessionLifetimes, scrypt: ScryptParameters, passwords: PasswordRules, limits: Limits, pageSize: Int,
        proxies: TrustedProxies?, allowsLocalMail: Bool, takesWeakTags: Bool
    ) {
        self.address = address
        self.templates = templates
        self.keys = keys
        self.lifetimes = lifetimes
        self.sessions = sessions
        self.scrypt = scrypt
        self.passwords = passwords
        self.limits = limits
        self.pageSize = pageSize
        self.proxies = proxies
        self.allowsLocalMail = allowsLocalMail
        self.takesWeakTags = takesWeakTags
    }

    /// Whether no response tells which addresses have accounts.
    package var hidesAccounts: Bool { signUp.hidesAccounts }
}
