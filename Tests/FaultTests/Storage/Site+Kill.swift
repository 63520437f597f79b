import Glibc
import TestSite

extension Site {
    /// Kills some of its services without a warning.
    func kill(_ services: [Service]) throws {
        for service in services { Glibc.kill(service.pid, SIGKILL) }
        for service in services { try service.crash() }
    }

    /// Starts those that were killed.
    ///
    /// - Returns: how long it took until requests were answered again.
    func restart(_ services: [Service]) throws -> Duration {
        let start = ContinuousClock.now
        for service in services { try service.start() }
        for service in services { try service.waitUntilItListens() }
        try wait(for: "a response") { try client.get("/api/health").status == 200 }
        return ContinuousClock.now - start
    }
}
