import Cryptography
import Mail
import Memory

/// Ways into accounts that administrators and the operator give: new accounts, and links for a new password.
///
/// Tests: AdministratorsResetTests.swift, AccountCommandTests.swift
package struct AccountAccess {
    /// How long a link is good that is shown to the operator, in seconds.
    package static let shownLinkLifetime: Int64 = 1800

    private let store: any AccountStore & AdministrationStore
    private let hasher: PasswordHasher
    private let identifiers: ObjectIDGenerator
    private let tokens: TokenIssuer
    private let clock: WallClock
    private let channel: OutboxChannel
    private let audit: Audit

    package init(
        store: any AccountStore & AdministrationStore, hasher: PasswordHasher, identifiers: ObjectIDGenerator,
        tokens: TokenIssuer, clock: WallClock, channel: OutboxChannel, audit: Audit
    ) {
        self.store = store
        self.hasher = hasher
        self.identifiers = identifiers
        self.tokens = tokens
        self.clock = clock
        self.channel = channel
        self.audit = audit
    }

    /// Makes an account whose password is drawn at random and told no one: its user sets one through a link. The operator
    /// says that the address is the user's, so it counts as proved.
    ///
    /// - Throws: ``AccountError/emailTaken``.
    package func add(_ email: NewAddress, name: DisplayName?, role: Role) throws -> AccountID {
        let drawn = Base64URL.encode(Random.bytes(32))
        defer { Memory.cleanse(drawn) }
        return try add(email, name: name, role: role, password: try hasher.hash(try Password(drawn)))
    }

    /// The same with a password that is hashed already.
    package func add(_ email: NewAddress, name: DisplayName?, role: Role, password: PasswordHash) throws -> AccountID {
        let account = Account(
            id: AccountID(identifiers.next()), email: email.email, password: password, name: name, role: role,
            isVerified: true)
        try audit.record(.accountAdded, of: account.id, from: nil, detail: "role \(role.rawValue)") {
            try store.add(account, recording: $0)
        }
        return account.id
    }

    /// Mails a link for a new password, and makes all others of the account void.
    ///
    /// - Throws: ``NoSuchThing``; ``AccountError/disabled``.
    package func mailReset(for account: AccountID, by administrator: AccountID, from client: Client? = nil) throws {
        let now = clock.now
        let claims = tokens.newClaims(.reset, for: account, at: now)
        let mail = OutboxMail(
            id: OutboxMailID(identifiers.next()), account: account, content: .reset(claims), written: now)
        try audit.record(.resetRequested, of: account, by: administrator, from: client) {
            try store.begin(AdministeredLink(claims: claims, mail: mail), by: administrator)
        }
        channel.signal()
    }

    /// Makes a token for a new password for the operator to pass on, good for ``shownLinkLifetime`` and once; all other links
    /// for a new password of the account are void.
    ///
    /// - Throws: as ``mailReset(for:by:)``.
    package func makeReset(for account: AccountID) throws -> CompactToken {
        let claims = tokens.newClaims(
            .reset, about: account.value, at: clock.now, lifetime: Self.shownLinkLifetime)
        let token = try tokens.sign(claims)
        try audit.record(.resetRequested, of: account, by: nil, from: nil) {
            try store.begin(AdministeredLink(claims: claims, mail: nil), by: nil)
        }
        return token
    }
}
