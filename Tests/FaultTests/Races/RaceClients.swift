import Glibc
import TestSite
import Threads

/// Clients that each send one request, all at the same moment.
final class RaceClients {
    private struct State {
        var ready = 0
        var hasBegun = false
        var answered = 0
    }

    private let state = Monitor(State())
    private let crowd: Crowd<RaceResponses.Response>
    private let count: Int

    /// Opens the connections and waits until all are there.
    init(_ requests: [HTTPRequest], _ client: HTTPClient) throws {
        count = requests.count
        crowd = try Crowd(requests.count) { [state] number in
            let connection = Result { try client.connect() }
            state.withLock { $0.ready += 1 }
            state.notifyAll()
            _ = state.wait(timeout: .seconds(30)) { $0.hasBegun ? true : nil }
            let response = Self.response(to: requests[number], on: try connection.get())
            state.withLock { $0.answered += 1 }
            state.notifyAll()
            return response
        }
        let isReady = state.wait(timeout: .seconds(30)) { [count] in $0.ready == count ? true : nil }
        guard isReady == true else { throw Failure("the clients of a race are not ready") }
    }

    /// Lets all of them send, and waits for a moment.
    func begin(waitingFor moment: RaceKill.Moment) {
        state.withLock { $0.hasBegun = true }
        state.notifyAll()
        switch moment {
        case .microseconds(let time): usleep(UInt32(time))
        case .responses(let count):
            _ = state.wait(timeout: .seconds(30)) { $0.answered >= count ? true : nil }
        }
    }

    /// Waits for all of them.
    func responses() throws -> RaceResponses {
        RaceResponses(all: try crowd.outputs())
    }

    private static func response(to request: HTTPRequest, on connection: HTTPConnection) -> RaceResponses.Response {
        guard let response = try? connection.exchange(request), !(502...504).contains(response.status) else {
            return .unknown
        }
        return response.status == 200 ? .done(response) : .refused(response)
    }
}
