import Synchronization
import Threads

/// Clients that ask for a new password for one address without a pause, from 127.0.0.1, 127.0.0.2 and so on, until they are
/// told to stop.
package final class MailFlood {
    private let isOver = Over()
    private let statuses = Monitor<[Int: Int]>([:])
    private let crowd: Crowd<Void>

    private final class Over: Sendable {
        let isSet = Atomic(false)
    }

    /// Starts so many, each with an address of its own.
    package init(_ clients: Int, for email: String, at site: Site) throws {
        let (isOver, statuses, client) = (self.isOver, self.statuses, site.client)
        crowd = try Crowd(clients) { number in
            var client = client
            client.source = UInt8(1 + number)
            let connection = KeptConnection(client)
            while !isOver.isSet.load(ordering: .relaxed) {
                let response = try connection.exchange(Self.request(email))
                statuses.withLock { $0[response.status, default: 0] += 1 }
            }
        }
    }

    deinit {
        isOver.isSet.store(true, ordering: .relaxed)
    }

    /// How many answers there were so far, by status.
    package var responses: [Int: Int] { statuses.withLock { $0 } }

    /// Ends them.
    package func stop() throws {
        isOver.isSet.store(true, ordering: .relaxed)
        _ = try crowd.outputs()
    }

    /// Asks for a new password.
    package static func request(_ email: String) -> HTTPRequest {
        HTTPRequest("POST", "/api/auth/forgot", json: #"{"email":"\#(email)"}"#)
    }
}
