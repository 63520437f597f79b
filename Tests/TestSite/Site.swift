import TestFiles

/// A whole Movie-bag of one test: a database, one or more services on it, a web server in front, and a mailbox.
package final class Site {
    package let directory: TemporaryDirectory
    package let server: any WebServer
    /// None where the server starts the service itself.
    package let services: [Service]
    package let mailbox: Mailbox
    /// The path of the public URL, "" for the root.
    package let prefix: String
    /// The public URL, the mount prefix included.
    package let url: String
    /// The certificate's file, where the server speaks TLS.
    package let certificate: String?
    /// The settings that the services have in their environment.
    package let environment: [String: String]

    /// Starts everything, the services at the same moment, and waits until requests are answered.
    ///
    /// - Parameters:
    ///   - server: which web server.
    ///   - keeper: what starts the services, unless the server does.
    ///   - processes: how many services share the database; nginx gives them requests in turn.
    ///   - prefix: the path of the public URL.
    ///   - tls: whether the server speaks TLS too, on a port of its own.
    ///   - caches: whether nginx has the microcache.
    ///   - compression: what the server compresses.
    ///   - settings: added to the environment of the services.
    ///   - arguments: added to their command line.
    ///   - launcher: a command that starts a service in its own place.
    package init(
        server: ServerKind = .nginx, keeper: Keeper = .itself, processes: Int = 1, prefix: String = "",
        tls: Bool = false, caches: Bool = false, compression: Compression = .none, settings: [String: String] = [:],
        arguments: [String] = [],
        launcher: [String] = []
    ) throws {
        let directory = try TemporaryDirectory()
        self.directory = directory
        self.prefix = prefix
        let (sendmail, certificate) = (
            try RecordingSendmail(in: directory), tls ? try Certificate(in: directory, for: server.account) : nil
        )
        mailbox = Mailbox(sendmail)
        self.certificate = certificate?.path
        for path in [try directory.makeDirectory("data"), sendmail.path, sendmail.mails] where server.startsTheService {
            try server.account.own(path)
        }
        try server.account.reach(directory.path)
        let environment = { port in
            Self.settings(in: directory, sendmail, url: Self.url(port, prefix)).merging(settings) { $1 }
        }
        let sockets = (0..<processes).map { directory["\($0).sock"] }
        let started = try server.start(
            ServedSite(
                directory: try directory.makeDirectory("server"), sockets: sockets, prefix: prefix, caches: caches,
                environment: environment, account: server.account, certificate: certificate, compression: compression))
        self.server = started
        url = Self.url(started.port, prefix)
        self.environment = environment(started.port)
        services = try (server.startsTheService ? [] : sockets).enumerated().map { number, socket in
            try Service(
                socket: socket, log: directory["\(number).log"], arguments: arguments,
                environment: environment(started.port), launcher: server.account.groupLauncher + launcher,
                keeper: keeper)
        }
        for service in services { try service.waitUntilItListens() }
        if server.startsTheService { try waitUntilItAnswers() }
    }

    deinit {
        end()
    }

    /// Ends everything; the files stay until the site goes.
    package func end() {
        // Before the directory is removed, or they would go on writing there.
        services.forEach { $0.end() }
        server.end()
    }

    package static let sender = "movies@example.org"

    package var client: HTTPClient { HTTPClient(port: server.port) }
    /// Asks what answers on port 80 of a site that speaks TLS.
    package var redirectClient: HTTPClient? { server.redirectPort.map { HTTPClient(port: $0) } }
    /// The same with the mount prefix before every path.
    package var mounted: HTTPClient { HTTPClient(port: server.port, prefix: prefix) }
    /// The first service, where there is but one.
    package var service: Service { services[0] }
    /// The server of a site that was made without another one.
    package var nginx: Nginx { server as! Nginx }  // Only tests of nginx ask for it.
    package var database: String { directory["data/movie-bag.db"] }

    /// Waits until the service answers through the server.
    package func waitUntilItAnswers(limit: Duration = .seconds(20)) throws {
        try wait(for: "a response at \(url)", limit: limit) {
            (try? mounted.get("/api/health"))?.text == #"{"status":"ok"}"#
        }
    }

    /// Runs SQL in the shell of SQLite and returns what it prints.
    package func sqlite(_ sql: String, readOnly: Bool = true) throws -> String {
        let shell = try FinishedProgram(
            // The service writes too, such as what has become of a mail.
            ["sqlite3", "-batch", "-bail", "-cmd", ".timeout 5000"] + (readOnly ? ["-readonly"] : []) + [
                database, sql,
            ], limit: .seconds(60))
        guard shell.ending == .status(0) else { throw Failure("sqlite3: \(shell.errors)") }
        return shell.output.trimmingLastNewline
    }

    private static func url(_ port: UInt16, _ prefix: String) -> String {
        "http://localhost:\(port)\(prefix)"
    }

    private static func settings(
        in directory: TemporaryDirectory, _ sendmail: RecordingSendmail, url: String
    ) -> [String: String] {
        [
            "MOVIE_BAG_DATABASE": directory["data/movie-bag.db"],
            "MOVIE_BAG_PUBLIC_URL": url,
            "MOVIE_BAG_MAIL_FROM": sender,
            "MOVIE_BAG_SENDMAIL": sendmail.path,
            "MOVIE_BAG_TEMPLATES": "\(Repository.path)/templates",
            // The lowest cost: what is tested here does not depend on it.
            "MOVIE_BAG_SCRYPT_LOG_N": "1", "MOVIE_BAG_SCRYPT_R": "1", "MOVIE_BAG_SCRYPT_P": "1",
        ]
    }
}

extension String {
    fileprivate var trimmingLastNewline: String { hasSuffix("\n") ? String(dropLast()) : self }
}
