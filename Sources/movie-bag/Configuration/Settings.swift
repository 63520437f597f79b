import Cryptography
import Glibc
import Logging
import Mail
import MovieBag

/// What the service and the commands beside it go by, checked: a value of this type holds no bad setting.
struct Settings {
    let database: String
    let secret: TokenSecret
    let site: PublicURL
    let sender: EmailAddress
    let sendmail: String
    let templates: Templates
    let lifetimes: TokenLifetimes
    let pageSize: Int
    let scrypt: ScryptParameters
    let logLevel: Logger.Level

    /// - Throws: ``SettingsError`` with every problem at once, those that `reader` has found before included.
    init(_ reader: inout SettingsReader) throws(SettingsError) {
        let site = reader.value(.publicURL, parse: PublicURL.init) ?? Self.localSite
        let sender = Self.sender(for: site, &reader)
        let templates = Templates(reader.text(.templates) ?? TemplateDirectory.standard, &reader)
        let scrypt = Self.scrypt(&reader)
        let database = Self.database(&reader)
        self.database = database
        self.site = site
        sendmail = reader.text(.sendmail) ?? "/usr/sbin/sendmail"
        let year = 366 * 24 * 3600
        lifetimes = TokenLifetimes(
            access: Int64(reader.number(.accessTokenSeconds, default: 604_800, in: 1...10 * year)),
            reset: Int64(reader.number(.resetTokenSeconds, default: 86_400, in: 1...year)))
        pageSize = reader.number(.pageSize, default: 1000, in: 1...10_000)
        logLevel = Self.logLevel(&reader)
        // Last, as it makes a file, which a start that fails anyway shall not leave behind.
        let secret = TokenSecret(&reader, database: database)
        guard reader.problems.isEmpty, let sender, let scrypt, let templates, let secret else {
            throw SettingsError(problems: reader.problems)
        }
        self.sender = sender
        self.scrypt = scrypt
        self.templates = templates
        self.secret = secret
    }
}

extension Settings {
    private static let localSite: PublicURL = {
        do {
            return try PublicURL(parsing: "http://localhost:8080")
        } catch {
            preconditionFailure("the standard public URL is valid")
        }
    }()

    /// SQLite makes the file, but not the directory that it and its companions stand in.
    static func database(_ reader: inout SettingsReader) -> String {
        let path = reader.text(.database) ?? "movie-bag.db"
        let directory = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        if access(directory, W_OK | X_OK) != 0 {
            reader.refuse(
                .database, "the directory \(directory) cannot be written to: \(String(cString: strerror(errno)))")
        }
        return path
    }

    private static func sender(for site: PublicURL, _ reader: inout SettingsReader) -> EmailAddress? {
        let text = reader.text(.mailFrom) ?? "support@\(site.mailDomain)"
        guard let sender = EmailAddress(text) else {
            reader.refuse(.mailFrom, "must be an email address like support@example.org")
            return nil
        }
        return sender
    }

    private static func scrypt(_ reader: inout SettingsReader) -> ScryptParameters? {
        let logN = reader.number(.scryptLogN, default: 15, in: 1...20)
        let r = reader.number(.scryptR, default: 8, in: 1...64)
        let p = reader.number(.scryptP, default: 3, in: 1...64)
        guard let parameters = ScryptParameters(logN: logN, r: r, p: p) else {
            reader.refuse(.scryptLogN, "with MOVIE_BAG_SCRYPT_R and MOVIE_BAG_SCRYPT_P asks for too much memory")
            return nil
        }
        return parameters
    }

    private static func logLevel(_ reader: inout SettingsReader) -> Logger.Level {
        guard let text = reader.text(.logLevel) else { return .info }
        guard let level = Logger.Level(rawValue: text.lowercased()) else {
            reader.refuse(
                .logLevel, "must be one of " + Logger.Level.allCases.map(\.rawValue).joined(separator: ", "))
            return .info
        }
        return level
    }
}
