import FastCGI
import Glibc
import Synchronization
import TestFiles
import Testing

@Suite(.serialized, .onOwnThread)
struct TimeLimitTests {
    @Test func peersThatTrickleAreEndedAndOthersAnsweredMeanwhile() throws {
        let service = try TestServer(Self.settings(threads: 4, ioLimit: .seconds(1)))
        let bytes = FastCGIRequest(variables: [("PAD", String(repeating: "x", count: 60_000))]).bytes
        let start = ContinuousClock.now
        let tricklers = try (0..<40).map { _ in try service.connect() }
        for client in tricklers { try client.send(bytes.prefix(30)) }

        var sent = 30
        var isTrickling = true
        let other = try service.connect()
        while isTrickling {
            #expect(try other.ask(FastCGIRequest(body: Array("meanwhile".utf8))).body == "meanwhile")
            // Each byte starts the socket's own time-out anew; only the watchdog sees the sum.
            for client in tricklers {
                do {
                    try client.send(bytes[sent...sent])
                } catch FastCGIClient.Failure.sending {
                    isTrickling = false
                }
            }
            sent += 1
            usleep(5000)
        }
        #expect(start.duration(to: .now) > .seconds(1))
        for client in tricklers { #expect(try client.isClosed()) }
        #expect(start.duration(to: .now) < .seconds(12))
        #expect(service.server.workers.count <= 64)
    }

    @Test func fortySilentPeersDoNotHoldUpFourThreads() throws {
        let service = try TestServer(Self.settings(threads: 4, ioLimit: .seconds(30)))
        let tricklers = try (0..<40).map { _ in try service.connect() }
        for client in tricklers { try client.send(FastCGIRequest().bytes.prefix(20)) }
        let other = try service.connect()
        let start = ContinuousClock.now
        #expect(try other.ask(FastCGIRequest(body: Array("served".utf8))).body == "served")
        #expect(start.duration(to: .now) < .seconds(5))
        _ = tricklers
    }

    @Test func aPeerThatNeverReadsItsResponseIsEnded() throws {
        let service = try TestServer(Self.settings(threads: 2, ioLimit: .milliseconds(500)))
        let deaf = try (0..<4).map { _ in try service.connect() }
        for client in deaf { try client.send(FastCGIRequest(path: "/large").bytes) }
        #expect(try service.connect().ask(FastCGIRequest(body: Array("meanwhile".utf8))).body == "meanwhile")
        #expect(eventually { service.stage.calls.load(ordering: .relaxed) == 5 })
        // What the kernel held for them comes, then the end without the end of the response.
        #expect(try eventually { try deaf.allSatisfy { client in try Self.cannotSend(client) } })
        for client in deaf {
            #expect(throws: FastCGIClient.Failure.closed) { try client.response() }
        }
    }

    @Test func aSilentPeerIsEndedInTheMiddleOfItsRequest() throws {
        let service = try TestServer(Self.settings(threads: 1, ioLimit: .milliseconds(200)))
        let client = try service.connect()
        try client.send(FastCGIRequest(body: [1, 2, 3]).bytes.dropLast(8))
        #expect(throws: FastCGIClient.Failure.closed) { try client.response() }
        #expect(service.stage.calls.load(ordering: .relaxed) == 0)
    }

    @Test func aConnectionThatStandsIdleIsClosedAndOneInUseIsNot() throws {
        let service = try TestServer(Self.settings(threads: 2, idleLimit: .milliseconds(500)))
        let idle = try service.connect()
        let silent = try service.connect()
        _ = try idle.ask(FastCGIRequest())
        let busy = try service.connect()
        let start = ContinuousClock.now
        while start.duration(to: .now) < .seconds(1) {
            #expect(try busy.ask(FastCGIRequest(body: Array("busy".utf8))).body == "busy")
            usleep(5000)
        }
        #expect(try idle.isClosed())
        #expect(try silent.isClosed())
    }

    @Test func aRequestThatWaitsForAWorkerIsAnsweredThoughItsConnectionCountsAsIdle() throws {
        let busy = try BusyServer { $0.idleLimit = .milliseconds(500) }
        try busy.expectOnlyTheIdleConnectionEnds()
    }

    @Test func theTimeOfTheHandlerIsNotLimited() throws {
        let service = try TestServer(
            Self.settings(threads: 2, ioLimit: .milliseconds(100), idleLimit: .milliseconds(100)))
        let slow = try service.connect()
        try slow.send(FastCGIRequest(path: "/gate").bytes)
        #expect(service.stage.waitForWaiting(1))
        // Idle from the start, it is closed when both limits have passed.
        #expect(try service.connect().isClosed())
        service.stage.openGate()
        #expect(try slow.response().body == "passed")
    }

    private static func settings(
        threads: Int, ioLimit: Duration = .seconds(20), idleLimit: Duration = .seconds(20)
    ) -> ServerSettings {
        var settings = TestServer.settings
        settings.threads = threads
        settings.maximumThreads = 64
        settings.ioLimit = ioLimit
        settings.idleLimit = idleLimit
        return settings
    }

    private static func cannotSend(_ client: FastCGIClient) throws -> Bool {
        do {
            try client.send([0])
            return false
        } catch FastCGIClient.Failure.sending {
            return true
        }
    }
}
