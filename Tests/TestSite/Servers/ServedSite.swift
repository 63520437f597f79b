/// What a web server compresses by itself.
package enum Compression: Sendable {
    /// Nothing of type JSON.
    case none
    /// All JSON of its other sites: the files of this package keep it from the service's.
    case others
    /// All JSON, the service's too, as where an operator has changed those files.
    case everything
}

/// What a web server has to know of the site that it stands in front of.
package struct ServedSite {
    /// For the server's own files.
    let directory: String
    /// The sockets of the services, one for each.
    let sockets: [String]
    /// The path below which the service is mounted, "" for the root.
    let prefix: String
    /// Whether nginx has the microcache.
    let caches: Bool
    /// The settings of a service behind a server on this port.
    let environment: (_ port: UInt16) -> [String: String]
    /// As whom the server runs.
    let account: Account
    /// For TLS; `nil` without.
    let certificate: Certificate?
    /// What the server compresses.
    let compression: Compression

    /// The one socket, where there is but one.
    var socket: String { sockets[0] }

    /// Writes the settings as a file for `--env-file`.
    ///
    /// - Parameter omitted: a setting whose default shall hold.
    /// - Returns: its path.
    func writeSettings(port: UInt16, to path: String, without omitted: String? = nil) throws -> String {
        let lines = environment(port).filter { $0.key != omitted }.sorted { $0.key < $1.key }.map {
            "\($0.key)=\($0.value)\n"
        }
        try Files.write(lines.joined(), to: path)
        return path
    }
}
