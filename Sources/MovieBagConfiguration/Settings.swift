import Cryptography
import Glibc
import Logging
import Mail
import MovieBag
import MovieBagSQLite
import Processes
import Text

/// What the service and the commands beside it go by, checked: a value of this type holds no bad setting.
package struct Settings {
    package let database: String
    package let secret: TokenSecret
    package let site: PublicURL
    package let sender: EmailAddress
    package let sendmail: String
    /// Whether the service delivers its mails, and does not leave them to `movie-bag outbox run`.
    package let delivers: Bool
    package let proxies: TrustedProxies?
    /// Whether an address without a dot in its domain may sign up.
    package let allowsLocalMail: Bool
    /// Whether If-Match takes a weak tag.
    package let takesWeakTags: Bool
    package let limits: Limits
    package let templates: Templates
    package let lifetimes: TokenLifetimes
    package let sessions: SessionLifetimes
    package let pageSize: Int
    package let scrypt: ScryptParameters
    package let logLevel: Logger.Level
    /// The file that the log is appended to; `nil` for standard error.
    package let logFile: String?

    /// - Throws: ``SettingsError`` with every problem at once, those that `reader` has found before included.
    package init(_ reader: inout SettingsReader) throws(SettingsError) {
        let draft = SettingsDraft(&reader)
        Self.refuseUnusableDatabase(draft.database, &reader)
        Self.refuseForeignDatabase(draft.database, orNone: true, &reader)
        // Last, as it makes a file, which a start that fails anyway shall not leave behind.
        let secret = TokenSecret(&reader, database: draft.database)
        guard reader.problems.isEmpty, let site = draft.site, let sender = draft.sender, let scrypt = draft.scrypt,
            let templates = draft.templates, let secret
        else { throw SettingsError(problems: reader.problems) }
        database = draft.database
        self.secret = secret
        self.site = site
        self.sender = sender
        sendmail = draft.sendmail
        delivers = draft.delivers
        proxies = draft.proxies
        allowsLocalMail = draft.allowsLocalMail
        takesWeakTags = draft.takesWeakTags
        limits = draft.limits
        self.templates = templates
        lifetimes = draft.lifetimes
        sessions = draft.sessions
        pageSize = draft.pageSize
        self.scrypt = scrypt
        logLevel = draft.logLevel
        logFile = draft.logFile
    }

    /// The path of the database. SQLite makes the file, but not the directory that it and its companions stand in.
    package static func database(_ reader: inout SettingsReader) -> String {
        let path = reader.database
        let directory = PathName.directory(of: path)
        if access(directory, W_OK | X_OK) != 0 {
            reader.refuse(
                .database, "the directory \(directory) cannot be written to: \(String(cString: strerror(errno)))")
        }
        return path
    }

    /// Refuses a database that is not there, for what must not begin a new one.
    package static func requireDatabase(_ reader: inout SettingsReader) {
        guard access(reader.database, F_OK) != 0 else { return }
        reader.refuse(
            .database,
            "there is no \(reader.database), and only a start of the service makes a new database; correct the setting, or "
                + "restart the service")
    }

    /// Refuses a database that this user may not use. To be asked before anything is made beside it.
    private static func refuseUnusableDatabase(_ path: String, _ reader: inout SettingsReader) {
        guard access(path, F_OK) == 0, access(path, R_OK | W_OK) != 0 else { return }
        let reason = String(cString: strerror(errno))
        let trouble = access(path, R_OK) == 0 ? "the file may be read, but not written" : "cannot be read and written"
        var status = stat()
        let owner = stat(path, &status) == 0 ? UserName.of(status.st_uid) : nil
        reader.refuse(
            .database, "\(path) \(trouble): \(reason)\(owner.map { "; it belongs to \($0)" } ?? "")")
    }

    /// Refuses a file that belongs to another program. To be asked before anything is made beside it.
    ///
    /// - Parameter anything: whether one that is no database at all is refused too.
    package static func refuseForeignDatabase(_ path: String, orNone anything: Bool, _ reader: inout SettingsReader) {
        do {
            try DatabaseInspection.refuseForeign(path, orNone: anything)
        } catch {
            reader.refuse(.database, "\(path): \(error); give another file")
        }
    }
}
