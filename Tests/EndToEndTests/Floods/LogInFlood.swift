import TestSite
import Threads

/// Wrong log-ins on connections of their own to a service's socket, each of which is answered once.
final class LogInFlood {
    private let statuses = Monitor<[String: Int]>([:])
    private let crowd: Crowd<Void>

    /// Sends so many at the same time, in turn from so many addresses 192.0.2.1, 192.0.2.2 and so on.
    init(_ count: Int, addresses: Int, to socket: String) throws {
        let statuses = self.statuses
        crowd = try Crowd(count) { number in
            let status = try? Self.logIn("192.0.2.\(1 + number % addresses)", to: socket)
            statuses.withLock { $0[status ?? "none", default: 0] += 1 }
        }
    }

    /// How many were answered with a status.
    func count(_ status: String) -> Int { statuses.withLock { $0[status] ?? 0 } }

    /// Logs in from an address to an account that does not exist, and waits for the status.
    static func logIn(_ address: String, to socket: String) throws -> String {
        var request = FastCGIRequest(
            "POST", "/api/auth/login", body: Array(Site.credentials("nobody@example.org").utf8))
        request.variables.append(("REMOTE_ADDR", address))
        return try status(of: request, to: socket)
    }

    /// Sends a request and waits for the status of its response.
    static func status(of request: FastCGIRequest, to socket: String) throws -> String {
        let response = try FastCGIConnection(socket).exchange(request)
        guard response.hasPrefix("Status: ") else { throw Failure("no status: \(response)") }
        return String(response.dropFirst(8).prefix(3))
    }
}
