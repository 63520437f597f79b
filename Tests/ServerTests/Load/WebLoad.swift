import Glibc
import TestSite
import Testing
import TestFiles

/// Clients (wrk) that add a movie and read one in turn, as fast as they are answered.
final class WebLoad {
    private let site: Site
    private let program: Program
    private let output: String
    private let ids: String
    private let threads: Int

    /// Starts them.
    ///
    /// - Parameters:
    ///   - name: what no other load of this site has.
    ///   - seconds: when they stop by themselves.
    init(
        on site: Site, of server: ServerKind, token: String, name: String, connections: Int = 32, seconds: Int = 900
    ) throws {
        self.site = site
        threads = min(2, connections)
        (output, ids) = (site.directory["load-\(name)"], site.directory["ids-\(name)"])
        let script = "\(Repository.path)/Tests/ServerTests/Load/web-load.lua"
        program = try Program(
            [
                "wrk", "-t", "\(threads)", "-c", "\(connections)", "-d", "\(seconds)", "--timeout", "20", "-s", script,
                site.url, "--", name, token, ids, server.keepsConnections ? "keep-alive" : "close",
            ], output: output)
    }

    /// Waits until so many movies more have been added.
    func waitForTraffic(_ count: Int) throws {
        let goal = size() + count * Self.lineBytes
        try wait(for: "\(count) movies more", limit: .seconds(60)) {
            guard program.isRunning else { throw Failure("wrk ended: \(try Files.text(output))") }
            return size() >= goal
        }
    }

    /// Has them stop, unless they have, and returns what they saw.
    func end() throws -> LoadFigures {
        // wrk takes it for the end of its time.
        program.send(SIGINT)
        return try figures()
    }

    /// Waits until their time is over.
    func figures() throws -> LoadFigures {
        #expect(try program.waitForEnd(limit: .seconds(60)) == .status(0))
        return try LoadFigures(output: try Files.text(output))
    }

    /// The ids of the movies whose adding was answered with 200.
    func added() throws -> [Substring] {
        // A thread that has not come to write has no file.
        try files.filter { Files.inode($0) != nil }.flatMap { try Files.text($0).split(separator: "\n") }
    }

    /// The ids of those of them that are not there.
    func lost() throws -> Set<Substring> {
        Set(try added()).subtracting(try site.sqlite("SELECT lower(hex(id)) FROM movies").split(separator: "\n"))
    }

    /// An id and the end of its line.
    private static let lineBytes = 25

    private var files: [String] { (1...threads).map { "\(ids).\($0)" } }

    private func size() -> Int {
        files.reduce(0) { sum, path in
            var status = stat()
            return sum + (stat(path, &status) == 0 ? Int(status.st_size) : 0)
        }
    }
}

extension ServerKind {
    /// Whether a client may keep its connection. When all threads of one of its processes are busy, Apache (mpm_event) closes
    /// those that it has kept, also under a request that is on its way, whatever the service behind it does.
    fileprivate var keepsConnections: Bool { self != .apacheProxy && self != .apacheFcgid }
}
