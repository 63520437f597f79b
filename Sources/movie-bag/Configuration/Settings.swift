import Cryptography
import FastCGI
import Glibc
import Logging
import Mail
import MovieBag

/// Everything the service goes by, checked: a value of this type holds no bad setting.
struct Settings {
    /// How many threads may be asked for.
    static let threadCounts = 1...64

    let address: ListenAddress
    let replacesLive: Bool
    let server: ServerSettings
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

    /// - Parameters:
    ///   - listen: what `--listen` says, before MOVIE_BAG_LISTEN.
    ///   - threads: what `--threads` says.
    /// - Throws: ``SettingsError`` with every problem at once.
    init(_ settings: SettingsReader, listen: String?, threads: Int?, replacesLive: Bool) throws(SettingsError) {
        var reader = settings
        let address = Self.address(listen, &reader)
        let site = reader.value(.publicURL, parse: PublicURL.init) ?? Self.localSite
        let sender = Self.sender(for: site, &reader)
        let templates = Templates(reader.text(.templates) ?? TemplateDirectory.standard, &reader)
        let scrypt = Self.scrypt(&reader)
        let database = Self.database(&reader)
        let hour = 3600
        let runnable = min(threads ?? Self.mostThreads, Self.mostThreads)
        var server = ServerSettings(threads: runnable, maximumThreads: max(64, 2 * runnable))
        server.ioLimit = .seconds(reader.number(.ioSeconds, default: 5, in: 1...hour))
        server.idleLimit = .seconds(reader.number(.idleSeconds, default: 60, in: 1...24 * hour))
        server.maximumBodyBytes = reader.number(.maxBodyBytes, default: 1 << 20, in: 1024...1 << 30)
        self.server = server
        self.replacesLive = replacesLive
        self.database = database
        self.site = site
        sendmail = reader.text(.sendmail) ?? "/usr/sbin/sendmail"
        let year = 366 * 24 * hour
        lifetimes = TokenLifetimes(
            access: Int64(reader.number(.accessTokenSeconds, default: 604_800, in: 1...10 * year)),
            reset: Int64(reader.number(.resetTokenSeconds, default: 86_400, in: 1...year)))
        pageSize = reader.number(.pageSize, default: 1000, in: 1...10_000)
        logLevel = Self.logLevel(&reader)
        // Last, as it makes a file, which a start that fails anyway shall not leave behind.
        let secret = TokenSecret(&reader, database: database)
        guard reader.problems.isEmpty, let address, let sender, let scrypt, let templates, let secret else {
            throw SettingsError(problems: reader.problems)
        }
        self.address = address
        self.sender = sender
        self.scrypt = scrypt
        self.templates = templates
        self.secret = secret
    }
}

extension Settings {
    /// One for each processor: with four times as many a request took half as much processor time again, spent on waking
    /// them. Those that block are replaced, and if all stand still without saying so, the watchdog starts another.
    private static let mostThreads = min(max(2, Processors.count), threadCounts.upperBound)

    private static let localSite: PublicURL = {
        do {
            return try PublicURL(parsing: "http://localhost:8080")
        } catch {
            preconditionFailure("the standard public URL is valid")
        }
    }()

    private static func address(_ option: String?, _ reader: inout SettingsReader) -> ListenAddress? {
        if let option {
            do {
                return try ListenAddress(parsing: option)
            } catch {
                reader.refuse("--listen: \(error)")
                return nil
            }
        }
        guard reader.text(.listen) == nil else { return reader.value(.listen, parse: ListenAddress.init) }
        guard Listener.inheritedDescriptorIsListening() else {
            reader.refuse(
                """
                nowhere to listen: give --listen unix:/run/movie-bag/movie-bag.sock (or 127.0.0.1:9000, [::1]:9000, \
                fd:0), or set MOVIE_BAG_LISTEN, or start with a listening socket as descriptor 0
                """)
            return nil
        }
        return .descriptor(0)
    }

    /// SQLite makes the file, but not the directory that it and its companions stand in.
    private static func database(_ reader: inout SettingsReader) -> String {
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
