import FastCGI
import MovieBag
import MovieBagPages
import Text

/// The settings by their names in the environment.
///
/// Tests: SettingsTests.swift
package enum SettingName: String, CaseIterable {
    case listen = "MOVIE_BAG_LISTEN"
    case socketMode = "MOVIE_BAG_SOCKET_MODE"
    case socketGroup = "MOVIE_BAG_SOCKET_GROUP"
    case database = "MOVIE_BAG_DATABASE"
    case secret = "MOVIE_BAG_JWT_SECRET"
    case secretFile = "MOVIE_BAG_JWT_SECRET_FILE"
    case publicURL = "MOVIE_BAG_PUBLIC_URL"
    case mailFrom = "MOVIE_BAG_MAIL_FROM"
    case sendmail = "MOVIE_BAG_SENDMAIL"
    case deliver = "MOVIE_BAG_DELIVER"
    case templates = "MOVIE_BAG_TEMPLATES"
    case ioSeconds = "MOVIE_BAG_IO_SECONDS"
    case idleSeconds = "MOVIE_BAG_IDLE_SECONDS"
    case accessTokenSeconds = "MOVIE_BAG_ACCESS_TOKEN_SECONDS"
    case resetTokenSeconds = "MOVIE_BAG_RESET_TOKEN_SECONDS"
    case pageSessionIdleSeconds = "MOVIE_BAG_PAGE_SESSION_IDLE_SECONDS"
    case pageSessionSeconds = "MOVIE_BAG_PAGE_SESSION_SECONDS"
    case maxBodyBytes = "MOVIE_BAG_MAX_BODY_BYTES"
    case pageSize = "MOVIE_BAG_PAGE_SIZE"
    case scryptLogN = "MOVIE_BAG_SCRYPT_LOG_N"
    case scryptR = "MOVIE_BAG_SCRYPT_R"
    case scryptP = "MOVIE_BAG_SCRYPT_P"
    case minimumPassword = "MOVIE_BAG_MINIMUM_PASSWORD"
    case passwordList = "MOVIE_BAG_PASSWORD_LIST"
    case breachedPasswords = "MOVIE_BAG_BREACHED_PASSWORDS"
    case logLevel = "MOVIE_BAG_LOG_LEVEL"
    case logFile = "MOVIE_BAG_LOG_FILE"
    case trustedProxies = "MOVIE_BAG_TRUSTED_PROXIES"
    case localMail = "MOVIE_BAG_LOCAL_MAIL"
    case signUp = "MOVIE_BAG_SIGNUP"
    case requireVerifiedEmail = "MOVIE_BAG_REQUIRE_VERIFIED_EMAIL"
    case hideAccounts = "MOVIE_BAG_HIDE_ACCOUNTS"
    case readers = "MOVIE_BAG_READERS"
    case weakTags = "MOVIE_BAG_WEAK_TAGS"
    case corsOrigins = "MOVIE_BAG_CORS_ORIGINS"
    case pages = "MOVIE_BAG_PAGES"
    case siteName = "MOVIE_BAG_SITE_NAME"
    case imprintURL = "MOVIE_BAG_IMPRINT_URL"
    case privacyURL = "MOVIE_BAG_PRIVACY_URL"
    case securityContact = "MOVIE_BAG_SECURITY_CONTACT"
    case limits = "MOVIE_BAG_LIMITS"
    case linksPerClient = "MOVIE_BAG_LINKS_PER_CLIENT"
    case linksPerHour = "MOVIE_BAG_LINKS_PER_HOUR"
    case outboxMails = "MOVIE_BAG_OUTBOX_MAILS"
    case sessionsPerAccount = "MOVIE_BAG_SESSIONS_PER_ACCOUNT"
    case guessesPerAccountAndClient = "MOVIE_BAG_GUESSES_PER_ACCOUNT_AND_CLIENT"
    case guessesPerAccount = "MOVIE_BAG_GUESSES_PER_ACCOUNT"
    case guessesPerClient = "MOVIE_BAG_GUESSES_PER_CLIENT"
    case noticesPerAddress = "MOVIE_BAG_NOTICES_PER_ADDRESS"
    case moviesPerAccount = "MOVIE_BAG_MOVIES_PER_ACCOUNT"
    case bytesPerDay = "MOVIE_BAG_BYTES_PER_DAY"
    case auditDays = "MOVIE_BAG_AUDIT_DAYS"
    /// Only in the environment: names the file that holds the others.
    case envFile = "MOVIE_BAG_ENV_FILE"

    /// What all of them begin with.
    static let prefix = "MOVIE_BAG_"

    /// Everything that is known of it. A default that a part of the program has by itself is taken from there.
    package var setting: Setting {
        let limits = Limits()
        let server = ServerSettings()
        let hour = 3600
        let year = 366 * 24 * hour
        let most = 1_000_000_000
        return switch self {
        case .listen: Setting(.text(default: nil), "where to listen, as --listen")
        case .socketMode:
            Setting(
                .text(default: "0\(String(SocketAccess().mode, radix: 8))"), "permissions of the unix socket, in octal")
        case .socketGroup:
            Setting(.text(default: "that of the process"), "group that owns the unix socket: a name or a number")
        case .database: Setting(.text(default: "movie-bag.db"), "SQLite file, created when missing")
        case .secret:
            Setting(
                .text(default: nil),
                "signs the tokens, at least 32 bytes; MOVIE_BAG_JWT_SECRET_FILE is better")
        case .secretFile:
            Setting(
                .text(default: "DATABASE.secret, created when missing"),
                "file with that secret or several keys, for its owner and group only")
        case .publicURL:
            Setting(.text(default: "http://localhost:8080"), "where users reach it; a path is the mount prefix")
        case .mailFrom: Setting(.text(default: "support@ the host of the public URL"), "sender of mails")
        case .sendmail: Setting(.text(default: "/usr/sbin/sendmail"), "program that sends mail")
        case .deliver:
            Setting(
                .toggle(default: true),
                "whether the service delivers its mails; else they wait for `movie-bag outbox run`")
        case .templates:
            Setting(
                .text(default: "all packaged"),
                "directory of templates of your own; what is missing there is the packaged one")
        case .ioSeconds:
            Setting(
                .number(default: Int(server.ioLimit.components.seconds), in: 1...hour),
                "limit for reading a request and for a response being taken, in seconds")
        case .idleSeconds:
            Setting(
                .number(default: Int(server.idleLimit.components.seconds), in: 1...24 * hour),
                "limit for an idle kept connection, in seconds")
        case .accessTokenSeconds:
            Setting(.number(default: 604_800, in: 1...10 * year), "lifetime of an access token, in seconds")
        case .resetTokenSeconds: Setting(.number(default: 86_400, in: 1...year), "lifetime of a reset link, in seconds")
        case .pageSessionIdleSeconds:
            Setting(
                .number(default: 2_592_000, in: 1...10 * year), "how many seconds a session of the pages lives unused")
        case .pageSessionSeconds:
            Setting(
                .number(default: 15_552_000, in: 1...10 * year), "how many seconds a session of the pages lives at most"
            )
        case .maxBodyBytes:
            Setting(.number(default: server.maximumBodyBytes, in: 1024...1 << 30), "largest request body, in bytes")
        case .pageSize: Setting(.number(default: 1000, in: 1...10_000), "movies on a page, also the largest limit")
        case .scryptLogN:
            Setting(.number(default: 15, in: 1...20), "cost of a password hash: memory and time, as a power of 2")
        case .scryptR: Setting(.number(default: 8, in: 1...64), "cost of a password hash: block size")
        case .scryptP: Setting(.number(default: 3, in: 1...64), "cost of a password hash: repetitions")
        case .minimumPassword:
            Setting(
                .number(default: PasswordRules().minimum, in: PasswordRules.minimums),
                "the fewest bytes of a new password; 15 are advised")
        case .passwordList:
            Setting(
                .text(default: "none"),
                "file with more passwords to refuse, one a line, besides the 10,000 common ones")
        case .breachedPasswords:
            Setting(
                .text(default: "none"),
                "file of SHA-1 hashes of passwords to refuse, ordered by hash, as Have I Been Pwned has it")
        case .logLevel: Setting(.text(default: "info"), "trace, debug, info, notice, warning, error or critical")
        case .logFile:
            Setting(
                .text(default: "standard error"),
                "file that the log is appended to; SIGHUP opens it again after rotation")
        case .trustedProxies:
            Setting(.text(default: "none"), "proxies whose X-Forwarded-For is believed: addresses, CIDR blocks, unix")
        case .localMail: Setting(.toggle(default: false), "whether addresses without a dot in their domain may sign up")
        case .signUp:
            Setting(
                .text(default: SignUpPolicy.Mode.open.rawValue),
                "who may sign up: open, invitation or closed; invitations are good in each")
        case .requireVerifiedEmail:
            Setting(
                .toggle(default: false), "whether an account is of no use before its address was confirmed by a mail")
        case .hideAccounts:
            Setting(
                .toggle(default: false),
                "whether no response tells which addresses have accounts; includes MOVIE_BAG_REQUIRE_VERIFIED_EMAIL")
        case .readers:
            Setting(
                .text(default: Readers.anyone.rawValue), "who may read movies, genres and casts: anyone or accounts")
        case .weakTags:
            Setting(.toggle(default: false), "whether If-Match takes weak tags, for a site that compresses JSON")
        case .corsOrigins:
            Setting(
                .text(default: "none"),
                "other sites whose pages may use the API in browsers (CORS): exact origins, such as https://example.org"
            )
        case .pages:
            Setting(
                .text(default: PageSettings.Mode.all.rawValue),
                "which pages there are: all, or links for only those that mails lead to")
        case .siteName: Setting(.text(default: PageSettings.siteName), "what the site is called in its pages")
        case .imprintURL:
            Setting(.text(default: "none"), "https address of a page about who runs the site, for the foot of pages")
        case .privacyURL:
            Setting(.text(default: "none"), "https address of a page about privacy, for the foot of pages")
        case .securityContact:
            Setting(
                .text(default: "none"),
                "where to report a weakness of the site, for security.txt: URIs, spaces between them")
        case .limits: Setting(.toggle(default: true), "whether the limits below hold; no is for tests and benchmarks")
        case .linksPerClient:
            Setting(
                .number(default: limits.linksPerClient, in: 1...most),
                "how often one client address may ask for a mail with a link in an hour")
        case .linksPerHour:
            Setting(
                .number(default: limits.linksPerHour, in: 1...most),
                "mails with a link that all may have sent in an hour")
        case .outboxMails:
            Setting(
                .number(default: limits.outboxMails, in: 1...most),
                "mails that may wait in the outbox before no link is sent")
        case .sessionsPerAccount:
            Setting(
                .number(default: limits.sessionsPerAccount, in: 1...most),
                "sessions of an account; one more ends the least recently used")
        case .guessesPerAccountAndClient:
            Setting(
                .number(default: limits.guessesPerAccountAndClient, in: 1...10_000),
                "wrong passwords of one client address at one account, before one a minute is let through")
        case .guessesPerAccount:
            Setting(
                .number(default: limits.guessesPerAccount, in: 1...10_000),
                "wrong passwords at one account in an hour, of all client addresses that never logged in to it")
        case .guessesPerClient:
            Setting(
                .number(default: limits.guessesPerClient, in: 1...10_000),
                "wrong passwords of one client address at all accounts, before six a minute are let through")
        case .noticesPerAddress:
            Setting(
                .number(default: limits.noticesPerAddress, in: 1...10_000),
                "changes of the password and deletions in an hour that are mailed to one address")
        case .moviesPerAccount:
            Setting(.number(default: limits.moviesPerAccount, in: 1...most), "movies that one account may have added")
        case .bytesPerDay:
            Setting(
                .number(default: limits.bytesPerDay, in: 1 << 20...1 << 50),
                "bytes of movies that one account may write in a day of UTC")
        case .auditDays:
            Setting(.number(default: 90, in: 1...3650), "days for which it stays recorded what happened to accounts")
        case .envFile: Setting(.text(default: nil), "file with these settings, as --env-file")
        }
    }

    /// The table of all settings, in lines that fit into 80 columns.
    package static var help: String {
        "SETTINGS:\n"
            + allCases.map { name in
                "  \(name.rawValue)\n"
                    + name.setting.help.lines(ofAtMost: 72).map { "      \($0)" }.joined(separator: "\n")
            }.joined(separator: "\n")
    }
}
