import Glibc
import Synchronization
import TestSite

/// One client that writes and one that reads, a request every few milliseconds, while something else goes on.
final class SteadyClients {
    /// How long each request took.
    struct Times: Sendable {
        var writes: [Duration] = []
        var reads: [Duration] = []
    }

    private let isOver = Flag()
    private let crowd: Crowd<[Duration]>

    private final class Flag: Sendable {
        let isSet = Atomic(false)
    }

    /// Starts them; each name is used once.
    init(at site: Site, token: String, names: String) throws {
        var client = site.client
        client.source = 10
        let (isOver, steady) = (self.isOver, client)
        crowd = try Crowd(2) { number in
            let connection = KeptConnection(steady)
            var times: [Duration] = []
            while !isOver.isSet.load(ordering: .relaxed) {
                let request =
                    number == 0
                    ? HTTPRequest("POST", "/api/movies", json: Site.movie("\(names) \(times.count)"), token: token)
                    : HTTPRequest("GET", "/api/movies?limit=20")
                let start = ContinuousClock.now
                let response = try connection.exchange(request)
                times.append(start.duration(to: .now))
                guard response.status == 200 else { throw Failure("\(request.method): \(response.status)") }
                // The pace of these clients is a part of what is measured.
                usleep(8_000)
            }
            return times
        }
    }

    deinit {
        isOver.isSet.store(true, ordering: .relaxed)
    }

    /// Ends them.
    ///
    /// - Throws: when any of their requests was refused.
    func stop() throws -> Times {
        isOver.isSet.store(true, ordering: .relaxed)
        let times = try crowd.outputs()
        return Times(writes: times[0], reads: times[1])
    }
}
