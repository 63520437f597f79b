import FastCGI
import Testing

/// A server whose only thread stands at the gate, with a request that waits for that thread and a connection that is idle.
struct BusyServer {
    let service: TestServer
    private let running: FastCGIClient
    private let waiting: FastCGIClient
    private let idle: FastCGIClient

    init(_ change: (inout ServerSettings) -> Void = { _ in }) throws {
        var settings = TestServer.settings
        settings.threads = 1
        settings.maximumThreads = 1
        change(&settings)
        service = try TestServer(settings)
        (running, waiting, idle) = (try service.connect(), try service.connect(), try service.connect())
        for client in [running, waiting, idle] { _ = try client.ask(FastCGIRequest()) }
        try running.send(FastCGIRequest(path: "/gate").bytes)
        #expect(service.stage.waitForWaiting(1))
        try waiting.send(FastCGIRequest(body: Array("in time".utf8)).bytes)
    }

    /// Waits until the idle connection has been ended, and then has both requests answered.
    func expectOnlyTheIdleConnectionEnds() throws {
        #expect(try idle.isClosed())
        // Longer than any round of the watchdog: it has looked at the other connection too.
        #expect(!service.waitForEnd(.milliseconds(300)))
        service.stage.openGate()
        #expect(try waiting.response().body == "in time")
        #expect(try running.response().body == "passed")
    }
}
