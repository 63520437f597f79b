import Glibc
import TestSite

/// A service that a loop starts again whenever it ends, as a supervisor would, with a way to its socket past nginx.
final class SupervisedService {
    let site: Site

    init() throws {
        // The shell waits in the background, so that it takes SIGTERM at once and passes it on.
        let loop = """
            trap 'kill $service; wait $service; exit 0' TERM
            while :; do "$@" & service=$!; wait $service; echo "supervisor: ended with $?"; done
            """
        let settings = [
            "MOVIE_BAG_LOG_LEVEL": "warning",
            // Connections that nginx keeps shall be over soon: those of the service are counted.
            "MOVIE_BAG_IDLE_SECONDS": "1",
            // A backtrace, which the program that is delivered does not make, takes longer than a restart.
            "SWIFT_BACKTRACE": "enable=no",
        ]
        site = try Site(settings: settings, launcher: ["/bin/sh", "-c", loop, "loop"])
    }

    /// Ends the loop and the service in it; killing the loop would leave the service behind.
    func end() throws {
        let ending = try site.service.stop()
        guard ending == .status(0) else { throw Failure("the supervisor ended with \(ending)") }
    }

    /// The service itself, the one child of the loop; `nil` while there is none.
    func pid() throws -> pid_t? {
        let loop = site.service.pid
        return try Files.text("/proc/\(loop)/task/\(loop)/children").split(separator: " ").first.flatMap { pid_t($0) }
    }

    /// How many sockets it has open, and how many threads.
    func usage() throws -> (sockets: Int, threads: Int) {
        guard let pid = try pid() else { throw Failure("the service is not running") }
        let descriptors = try Files.names(in: "/proc/\(pid)/fd")
        let sockets = descriptors.count { Self.target(of: "/proc/\(pid)/fd/\($0)").hasPrefix("socket:") }
        return (sockets, try Files.names(in: "/proc/\(pid)/task").count)
    }

    private static func target(of link: String) -> String {
        var room = [CChar](repeating: 0, count: 64)
        let count = readlink(link, &room, room.count)
        return String(decoding: room.prefix(max(count, 0)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// What the loop has said of each end so far: 134 is SIGABRT (128 + 6).
    func endings() throws -> [String] {
        try log().filter { $0.hasPrefix("supervisor: ended with ") }
    }

    /// Whether its libfcgi reads only what the service has looked at before; else it may end on what `KnownAbort` names.
    func readsCheckedRecords() throws -> Bool {
        try !log().contains { $0.contains("libfcgi reads records unchecked") }
    }

    func log() throws -> [String] {
        try Files.text(site.service.log).split(separator: "\n").map(String.init)
    }

    /// Waits until nginx gets a response again.
    func waitForHealth() throws {
        try wait(for: "a response to /api/health") { try site.client.get("/api/health").status == 200 }
    }

    /// Sends bytes on a connection of their own, ends our direction, and waits until the service has ended its own.
    ///
    /// - Returns: false when nobody listens.
    func exchange(_ bytes: [UInt8]) throws -> Bool {
        // Between two processes nobody listens.
        guard let connection = try? FastCGIConnection(site.service.socket) else { return false }
        // The service may have had enough before it has read everything.
        try connection.send(bytes)
        connection.finishSending()
        try connection.waitForClose()
        return true
    }
}
