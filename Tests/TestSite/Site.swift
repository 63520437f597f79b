/// A whole Movie-bag of one test: a database, one or more services on it, nginx in front, and a mailbox.
package final class Site {
    package let directory: TemporaryDirectory
    package let nginx: Nginx
    package let services: [Service]
    package let mailbox: Mailbox
    /// The public URL, the mount prefix included.
    package let url: String
    /// The settings that the services have in their environment.
    package let environment: [String: String]

    /// Starts everything, the services at the same moment, and waits until requests are answered.
    ///
    /// - Parameters:
    ///   - processes: how many services share the database; nginx gives them requests in turn.
    ///   - prefix: the path of the public URL.
    ///   - caches: whether nginx has the microcache.
    ///   - settings: added to the environment of the services.
    ///   - arguments: added to their command line.
    ///   - launcher: a command that starts a service in its own place.
    package init(
        processes: Int = 1, prefix: String = "", caches: Bool = false, settings: [String: String] = [:],
        arguments: [String] = [], launcher: [String] = []
    ) throws {
        let directory = try TemporaryDirectory()
        self.directory = directory
        let sockets = (0..<processes).map { directory["\($0).sock"] }
        nginx = try Nginx(
            sockets: sockets, prefix: prefix, caches: caches, in: try directory.makeDirectory("nginx"))
        url = "http://localhost:\(nginx.port)\(prefix)"
        let sendmail = try RecordingSendmail(in: directory)
        mailbox = Mailbox(sendmail)
        _ = try directory.makeDirectory("data")
        let standard = [
            "MOVIE_BAG_DATABASE": directory["data/movie-bag.db"],
            "MOVIE_BAG_PUBLIC_URL": url,
            "MOVIE_BAG_MAIL_FROM": Self.sender,
            "MOVIE_BAG_SENDMAIL": sendmail.path,
            "MOVIE_BAG_TEMPLATES": "\(Repository.path)/templates",
            // The lowest cost: what is tested here does not depend on it.
            "MOVIE_BAG_SCRYPT_LOG_N": "1", "MOVIE_BAG_SCRYPT_R": "1", "MOVIE_BAG_SCRYPT_P": "1",
        ]
        let environment = standard.merging(settings) { $1 }
        self.environment = environment
        services = try sockets.enumerated().map { number, socket in
            try Service(
                socket: socket, log: directory["\(number).log"], arguments: arguments,
                environment: environment, launcher: launcher)
        }
        for service in services { try service.waitUntilItListens() }
    }

    deinit {
        // Before the directory is removed, or they would go on writing there.
        services.forEach { $0.end() }
        nginx.end()
    }

    package static let sender = "movies@example.org"

    package var client: HTTPClient { HTTPClient(port: nginx.port) }
    /// The first service, where there is but one.
    package var service: Service { services[0] }
    package var database: String { directory["data/movie-bag.db"] }

    /// Runs SQL in the shell of SQLite and returns what it prints.
    package func sqlite(_ sql: String, readOnly: Bool = true) throws -> String {
        let shell = try FinishedProgram(
            ["sqlite3", "-batch", "-bail"] + (readOnly ? ["-readonly"] : []) + [database, sql], limit: .seconds(60))
        guard shell.ending == .status(0) else { throw Failure("sqlite3: \(shell.errors)") }
        return shell.output.trimmingLastNewline
    }
}

extension String {
    fileprivate var trimmingLastNewline: String { hasSuffix("\n") ? String(dropLast()) : self }
}
