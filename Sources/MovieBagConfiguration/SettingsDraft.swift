import Cryptography
import Logging
import Mail
import MovieBag
import MovieBagPages

/// Every setting but the secret, as far as it is good: reading them makes nothing. What is wrong is `nil`, or has its
/// default, and is a problem of the reader. ``Settings`` are a draft without a problem.
///
/// Tests: SettingsTests.swift
package struct SettingsDraft {
    /// `nil` when what is given is no location.
    package let database: StorageLocation?
    package let site: PublicURL?
    package let sender: EmailAddress?
    package let sendmail: String
    /// Whether the service delivers its mails, and does not leave them to `movie-bag outbox run`.
    package let delivers: Bool
    /// `nil` when none is named.
    package let proxies: TrustedProxies?
    /// Whether an address without a dot in its domain may sign up.
    package let allowsLocalMail: Bool
    /// Who may sign up, and what that needs.
    package let signUp: SignUpPolicy
    /// Who may read the collection.
    package let readers: Readers
    /// Whether If-Match takes a weak tag.
    package let takesWeakTags: Bool
    /// The origins whose pages may read responses in browsers; `nil` for none.
    package let origins: AllowedOrigins?
    /// Which pages there are, and what the site is called in them.
    package let pages: PageSettings
    /// Where to report a weakness of the site; `nil` when that is not said.
    package let securityContacts: SecurityContacts?
    package let limits: Limits
    /// How long it stays recorded what happened to accounts.
    package let recordsKeptFor: Duration
    package let templates: Templates?
    package let lifetimes: TokenLifetimes
    package let sessions: SessionLifetimes
    package let pageSize: Int
    package let scrypt: ScryptParameters?
    package let passwords: PasswordRules
    package let logLevel: Logger.Level
    /// The file that the log is appended to; `nil` for standard error.
    package let logFile: String?

    package init(_ reader: inout SettingsReader) {
        site = reader.text(.publicURL) == nil ? Self.localSite : reader.value(.publicURL, parse: PublicURL.init)
        sender = Self.sender(for: site ?? Self.localSite, &reader)
        templates = Templates(TemplateFiles(reader.text(.templates)), &reader)
        scrypt = Self.scrypt(&reader)
        passwords = PasswordRules(&reader)
        database = Settings.database(&reader)
        sendmail = reader.textOrDefault(.sendmail)
        delivers = reader.switch(.deliver)
        proxies = reader.value(.trustedProxies, parse: TrustedProxies.init)
        allowsLocalMail = reader.switch(.localMail)
        readers = Readers(&reader)
        takesWeakTags = reader.switch(.weakTags)
        origins = reader.value(.corsOrigins, parse: AllowedOrigins.init)
        pages = PageSettings(&reader)
        securityContacts = reader.value(.securityContact, parse: SecurityContacts.init)
        limits = Limits(&reader)
        signUp = SignUpPolicy(&reader, with: limits)
        lifetimes = TokenLifetimes(&reader)
        recordsKeptFor = .seconds(24 * 3600 * reader.number(.auditDays))
        sessions = SessionLifetimes(
            pageIdle: Int64(reader.number(.pageSessionIdleSeconds)),
            page: Int64(reader.number(.pageSessionSeconds)))
        pageSize = reader.number(.pageSize)
        logLevel = Self.logLevel(&reader)
        logFile = reader.text(.logFile)
        let others =
            (database?.file.map { path in ["", "-wal", "-shm", ".lock", ".secret"].map { path + $0 } } ?? [])
            + [reader.text(.secretFile), reader.envFile].compactMap(\.self)
        if let logFile, let other = LogFileSetting.file(at: logFile, among: others) {
            reader.refuse(.logFile, "is \(other); give the log a file of its own")
        }
    }
}

extension SettingsDraft {
    private static let localSite: PublicURL = {
        do {
            return try PublicURL(parsing: SettingName.publicURL.setting.standard ?? "")
        } catch {
            preconditionFailure("the standard public URL is valid")
        }
    }()

    private static func sender(for site: PublicURL, _ reader: inout SettingsReader) -> EmailAddress? {
        let text = reader.text(.mailFrom) ?? "support@\(site.mailDomain)"
        guard let sender = EmailAddress(text) else {
            reader.refuse(.mailFrom, "must be an email address like support@example.org")
            return nil
        }
        return sender
    }

    private static func scrypt(_ reader: inout SettingsReader) -> ScryptParameters? {
        let logN = reader.number(.scryptLogN)
        let r = reader.number(.scryptR)
        let p = reader.number(.scryptP)
        guard let parameters = ScryptParameters(logN: logN, r: r, p: p) else {
            reader.refuse(.scryptLogN, "with MOVIE_BAG_SCRYPT_R and MOVIE_BAG_SCRYPT_P asks for too much memory")
            return nil
        }
        return parameters
    }

    private static func logLevel(_ reader: inout SettingsReader) -> Logger.Level {
        guard let level = Logger.Level(rawValue: reader.textOrDefault(.logLevel).lowercased()) else {
            reader.refuse(
                .logLevel, "must be one of " + Logger.Level.allCases.map(\.rawValue).joined(separator: ", "))
            return .info
        }
        return level
    }
}
