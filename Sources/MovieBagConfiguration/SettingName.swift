/// The settings by their names in the environment.
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
    case maxBodyBytes = "MOVIE_BAG_MAX_BODY_BYTES"
    case pageSize = "MOVIE_BAG_PAGE_SIZE"
    case scryptLogN = "MOVIE_BAG_SCRYPT_LOG_N"
    case scryptR = "MOVIE_BAG_SCRYPT_R"
    case scryptP = "MOVIE_BAG_SCRYPT_P"
    case logLevel = "MOVIE_BAG_LOG_LEVEL"
    case logFile = "MOVIE_BAG_LOG_FILE"
    case trustedProxies = "MOVIE_BAG_TRUSTED_PROXIES"
    case localMail = "MOVIE_BAG_LOCAL_MAIL"
    case weakTags = "MOVIE_BAG_WEAK_TAGS"
    case limits = "MOVIE_BAG_LIMITS"
    case linksPerClient = "MOVIE_BAG_LINKS_PER_CLIENT"
    case linksPerHour = "MOVIE_BAG_LINKS_PER_HOUR"
    case outboxMails = "MOVIE_BAG_OUTBOX_MAILS"
    case sessionsPerAccount = "MOVIE_BAG_SESSIONS_PER_ACCOUNT"
    case pageSessionIdleSeconds = "MOVIE_BAG_PAGE_SESSION_IDLE_SECONDS"
    case pageSessionSeconds = "MOVIE_BAG_PAGE_SESSION_SECONDS"
    case moviesPerAccount = "MOVIE_BAG_MOVIES_PER_ACCOUNT"
    case bytesPerDay = "MOVIE_BAG_BYTES_PER_DAY"
    /// Only in the environment: names the file that holds the others.
    case envFile = "MOVIE_BAG_ENV_FILE"

    /// What all of them begin with.
    static let prefix = "MOVIE_BAG_"

    /// What `--help` says of it, its default included.
    private var explanation: String {
        switch self {
        case .listen: "where to listen, as --listen"
        case .socketMode: "permissions of the unix socket, in octal (0660)"
        case .socketGroup: "group that owns the unix socket: a name or a number (that of the process)"
        case .database: "SQLite file, created when missing (movie-bag.db)"
        case .secret: "signs the tokens, at least 32 bytes; better given in a file, see the next"
        case .secretFile: "file with that secret, for its owner and group only (DATABASE.secret, created when missing)"
        case .publicURL: "where users reach it; a path is the mount prefix (http://localhost:8080)"
        case .mailFrom: "sender of mails (support@ the host of the public URL)"
        case .sendmail: "program that sends mail (/usr/sbin/sendmail)"
        case .deliver: "yes, or no: the service leaves its mails to `movie-bag outbox run` (yes)"
        case .templates: "directory of templates of your own; what is missing there is the packaged one (all packaged)"
        case .ioSeconds: "limit for reading a request and for an answer being taken (5)"
        case .idleSeconds: "limit for an idle kept connection (60)"
        case .accessTokenSeconds: "lifetime of an access token (604800)"
        case .resetTokenSeconds: "lifetime of a reset link (86400)"
        case .maxBodyBytes: "largest request body (1048576)"
        case .pageSize: "movies on a page, also the largest limit (1000)"
        case .scryptLogN: "cost of a password hash: memory and time, as a power of 2 (15)"
        case .scryptR: "cost of a password hash: block size (8)"
        case .scryptP: "cost of a password hash: repetitions (3)"
        case .logLevel: "trace, debug, info, notice, warning, error or critical (info)"
        case .logFile: "file that the log is appended to; SIGHUP opens it again after rotation (standard error)"
        case .trustedProxies: "proxies whose X-Forwarded-For is believed: addresses, CIDR blocks, unix (none)"
        case .localMail: "yes, or no: whether addresses without a dot in their domain may sign up (no)"
        case .weakTags: "yes, or no: If-Match takes weak tags, for a site that compresses JSON (no)"
        case .limits: "yes, or no: no limit of those below will hold, for tests and benchmarks (yes)"
        case .linksPerClient: "how often one client address may ask for a mail with a link in an hour (20)"
        case .linksPerHour: "mails with a link that all may have sent in an hour (1000)"
        case .outboxMails: "mails that may wait in the outbox before no link is sent (10000)"
        case .sessionsPerAccount: "sessions of an account; one more ends the least recently used (50)"
        case .pageSessionIdleSeconds: "how long a session of the pages lives unused (2592000)"
        case .pageSessionSeconds: "how long a session of the pages lives at most (15552000)"
        case .moviesPerAccount: "movies that one account may have added (1000000)"
        case .bytesPerDay: "bytes of movies that one account may write in a day of UTC (1073741824)"
        case .envFile: "file with these settings, as --env-file"
        }
    }

    /// The table of all settings.
    package static var help: String {
        "SETTINGS:\n" + allCases.map { "  \($0.rawValue)\n      \($0.explanation)" }.joined(separator: "\n")
    }
}
