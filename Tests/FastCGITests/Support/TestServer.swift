import FastCGI
import Glibc
import TestFiles
import Threads

/// A server on a thread of its own, with a socket in a directory of its own; stopped with this object.
final class TestServer: Sendable {
    let directory: TemporaryDirectory
    let stage = TestStage()
    let laneStage = LaneStage()
    let server: Server
    let address: ListenAddress
    private let ended = Monitor(false)

    /// Short limits, so that what ends by time ends soon.
    static let settings = ServerSettings(
        threads: 2, maximumThreads: 16, ioLimit: .seconds(10), idleLimit: .seconds(10), maximumBodyBytes: 100_000,
        drainLimit: .milliseconds(100), stopLimit: .seconds(10))

    init(
        _ settings: ServerSettings = TestServer.settings, in directory: TemporaryDirectory? = nil,
        on address: ListenAddress? = nil, access: SocketAccess = SocketAccess(), isLent: Bool = true
    ) throws {
        let directory = try directory ?? TemporaryDirectory()
        self.directory = directory
        let listener = try Listener(address ?? .unix(path: directory["socket"]), access: access, isLent: isLent)
        self.address = listener.address
        let (stage, laneStage) = (self.stage, self.laneStage)
        server = try Server(listener: listener, settings: settings) { workers, room in
            TestHandler(stage, workers, room)
        } makeLaneHandler: { place in
            LaneHandler(laneStage, place)
        }
        let (server, ended) = (self.server, self.ended)
        try SystemThread(name: "test server") {
            do {
                try server.run()
            } catch {
                fatalError("the test server did not run: \(error)")
            }
            ended.withLock { $0 = true }
            ended.notifyAll()
        }.detach()
    }

    deinit {
        stage.openGate()
        laneStage.letWork()
        laneStage.letWrite()
        server.stop()
        _ = waitForEnd()
    }

    func connect() throws -> FastCGIClient { try FastCGIClient(address) }

    /// Waits until `run()` has returned.
    func waitForEnd(_ limit: Duration = .seconds(20)) -> Bool {
        ended.wait(timeout: limit) { $0 ? true : nil } ?? false
    }
}

/// Asks again and again until `condition` holds; false when it still does not after 20 seconds.
func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
    let deadline = ContinuousClock.now + .seconds(20)
    while try !condition() {
        guard ContinuousClock.now < deadline else { return false }
        usleep(500)
    }
    return true
}
