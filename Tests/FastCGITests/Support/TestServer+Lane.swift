import Synchronization
import Testing

@testable import FastCGI

/// Bringing requests into a lane.
extension TestServer {
    /// One thread serves and none may block; the lane works on one request at a time. Nothing becomes overdue.
    static func lane(_ change: (inout ServerSettings) -> Void = { _ in }) -> ServerSettings {
        var settings = TestServer.settings
        settings.threads = 1
        settings.maximumThreads = 1
        settings.waitLimit = .seconds(60)
        settings.lane = LaneSettings(width: 1, places: 100)
        change(&settings)
        return settings
    }

    /// Sends a request for the lane.
    func send(_ body: String, of key: String = "a") throws -> FastCGIClient {
        let client = try connect()
        try client.send(
            FastCGIRequest(path: "/lane", variables: [("CLIENT", key)], body: Array(body.utf8)).bytes)
        return client
    }

    /// Sends a request for the lane and waits until it has been queued there, or refused.
    func queue(_ body: String, of key: String = "a") throws -> FastCGIClient {
        let calls = stage.calls.load(ordering: .relaxed)
        let client = try send(body, of: key)
        try #require(eventually { stage.calls.load(ordering: .relaxed) > calls })
        // The thread that has the one is the only one that could serve the other.
        #expect(try connect().ask(FastCGIRequest(body: Array("meanwhile".utf8))).body == "meanwhile")
        return client
    }

    /// Sends a request for the lane and waits until it is worked on.
    func begin(_ body: String, of key: String = "a") throws -> FastCGIClient {
        let client = try send(body, of: key)
        try #require(laneStage.wait { $0.begun.contains(body) })
        return client
    }

    /// How many requests wait in the lane's queue.
    var queued: Int { server.lane?.figures.queued ?? 0 }
}
