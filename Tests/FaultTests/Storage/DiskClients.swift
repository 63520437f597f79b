import Glibc
import Synchronization
import TestSite

/// One write that was tried while something stood in its way.
struct TriedWrite: Sendable {
    let name: String
    let response: HTTPResponse
    let began: ContinuousClock.Instant
    let took: Duration
}

extension TriedWrite {
    var isAcknowledged: Bool { response.status == 200 }
}

/// Clients that go on writing, and others that go on reading, until they are told to stop.
final class DiskClients {
    private let isOver: Flag
    private let writers: Crowd<[TriedWrite]>
    private let readers: Crowd<[Duration]>

    /// Starts them all.
    ///
    /// - Parameters:
    ///   - spread: within which writers come one after the other, so that they wait for different times.
    ///   - pause: between two writes of a client.
    ///   - movie: the body that adds a movie of this name.
    init(
        writers: Int, readers: Int, of site: Site, token: String, spread: Duration = .zero, pause: Duration = .zero,
        movie: @escaping @Sendable (String) -> String = { Site.movie($0) }
    ) throws {
        let isOver = Flag()
        self.isOver = isOver
        let client = site.client
        self.writers = try Crowd(writers) { number in
            usleep(UInt32(spread / .microseconds(1)) / UInt32(writers) * UInt32(number))
            let pause = UInt32(pause / .microseconds(1))
            // A new one when nginx ends this one, as it does after a thousand answers.
            var connection = try client.connect()
            var writes: [TriedWrite] = []
            repeat {
                let name = "\(number)-\(writes.count)"
                let began = ContinuousClock.now
                let response = try connection.exchange(
                    HTTPRequest("POST", "/api/movies", json: movie(name), token: token))
                if response["Connection"] == "close" { connection = try client.connect() }
                writes.append(TriedWrite(name: name, response: response, began: began, took: .now - began))
                usleep(pause)
            } while !isOver.isSet
            return writes
        }
        self.readers = try Crowd(readers) { number in
            var connection = try client.connect()
            var latencies: [Duration] = []
            repeat {
                let began = ContinuousClock.now
                let response = try connection.exchange(
                    HTTPRequest("GET", number % 2 == 0 ? "/api/movies?limit=3" : "/api/health"))
                guard response.status == 200 else { throw Failure("a read got \(response.status): \(response.text)") }
                latencies.append(.now - began)
                if response["Connection"] == "close" { connection = try client.connect() }
                // A pace at which reading does not use up the processors that it is measured on.
                usleep(10_000)
            } while !isOver.isSet
            return latencies
        }
    }

    deinit {
        isOver.set()
    }

    /// Waits until each has had the response that it waits for.
    ///
    /// - Returns: all writes, and how long each read took.
    func finish() throws -> (writes: [TriedWrite], reads: [Duration]) {
        isOver.set()
        return (try writers.outputs().flatMap(\.self), try readers.outputs().flatMap(\.self))
    }

    private final class Flag: Sendable {
        private let value = Atomic(false)
        var isSet: Bool { value.load(ordering: .relaxed) }
        func set() { value.store(true, ordering: .relaxed) }
    }
}
