import FastCGI
import Synchronization
import Testing

/// Bringing requests into the queue: `/postponing` is postponed while it may not block.
extension TestServer {
    /// One thread serves, and besides it one may block. No queued request becomes overdue.
    static func narrow(_ change: (inout ServerSettings) -> Void = { _ in }) -> ServerSettings {
        var settings = TestServer.settings
        settings.threads = 1
        settings.maximumThreads = 2
        settings.waitLimit = .seconds(60)
        change(&settings)
        return settings
    }

    /// Blocks the one thread that may, until the gate is opened.
    func blockTheOneThatMay() throws -> FastCGIClient {
        let client = try connect()
        try client.send(FastCGIRequest(path: "/postponing", body: Array("first".utf8)).bytes)
        try #require(stage.waitForWaiting(1))
        return client
    }

    /// Brings a request to the end of the queue; another is served after that.
    func enqueue(_ body: String) throws -> FastCGIClient {
        let client = try connect()
        let before = stage.calls.load(ordering: .relaxed)
        try client.send(FastCGIRequest(path: "/postponing", body: Array(body.utf8)).bytes)
        try #require(eventually { stage.calls.load(ordering: .relaxed) > before })
        // The thread that has the one is the only one that could have served the other.
        #expect(try connect().ask(FastCGIRequest(body: Array("meanwhile".utf8))).body == "meanwhile")
        return client
    }
}
