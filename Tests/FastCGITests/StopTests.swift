import FastCGI
import Glibc
import Synchronization
import TestFiles
import Testing
import Threads

@Suite(.serialized, .onOwnThread)
struct StopTests {
    @Test func aStopEndsIdleConnectionsAndRemovesThePath() throws {
        let service = try TestServer()
        let used = try service.connect()
        _ = try used.ask(FastCGIRequest())
        let silent = try service.connect()
        service.server.stop()
        service.server.stop()
        #expect(service.waitForEnd())
        #expect(try used.isClosed())
        #expect(try silent.isClosed())
        #expect(service.directory.names.isEmpty)
        #expect(service.server.workers.count == 0)
        #expect(service.stage.alive.load(ordering: .relaxed) == 0)
    }

    @Test func aRequestThatRunsIsAnsweredAfterAStop() throws {
        let service = try TestServer()
        let client = try service.connect()
        try client.send(FastCGIRequest(path: "/gate").bytes)
        #expect(service.stage.waitForWaiting(1))
        service.server.stop()
        #expect(eventually { service.directory.names.isEmpty })
        service.stage.openGate()
        #expect(try client.response().body == "passed")
        #expect(try client.isClosed())
        #expect(service.waitForEnd())
    }

    @Test func keptConnectionsAreAnsweredForAWhileAfterAStopAndClosedWithTheirResponse() throws {
        var settings = TestServer.settings
        settings.drainLimit = .seconds(10)
        let service = try TestServer(settings)
        let clients = try (0..<20).map { _ in try service.connect() }
        for client in clients { _ = try client.ask(FastCGIRequest()) }
        service.server.stop()
        #expect(eventually { service.directory.names.isEmpty })
        let start = ContinuousClock.now
        for client in clients {
            #expect(try client.ask(FastCGIRequest(body: Array("still here".utf8))).body == "still here")
            #expect(try client.isClosed())
        }
        // It does not wait for the limit when nobody is left.
        #expect(service.waitForEnd())
        #expect(start.duration(to: .now) < .seconds(8))
    }

    @Test func thoseWhoWaitToBeAcceptedAreServedBeforeTheEnd() throws {
        var settings = TestServer.settings
        settings.threads = 1
        settings.drainLimit = .seconds(10)
        let service = try TestServer(settings)
        let running = try service.connect()
        try running.send(FastCGIRequest(path: "/gate").bytes)
        #expect(service.stage.waitForWaiting(1))
        // The only thread is busy, so these stand in the socket's queue.
        let clients = try (0..<20).map { _ in try service.connect() }
        service.server.stop()
        #expect(eventually { service.directory.names.isEmpty })
        service.stage.openGate()
        #expect(try running.response().body == "passed")
        for client in clients {
            #expect(try client.ask(FastCGIRequest(body: Array("in time".utf8))).body == "in time")
        }
        #expect(service.waitForEnd())
    }

    @Test func aRequestThatWaitsForAWorkerIsAnsweredAfterTheTimeToDrain() throws {
        let busy = try BusyServer()
        busy.service.server.stop()
        try busy.expectOnlyTheIdleConnectionEnds()
        #expect(busy.service.waitForEnd())
    }

    @Test func aHandlerThatHangsDoesNotHoldUpTheEndForEver() throws {
        var settings = TestServer.settings
        settings.stopLimit = .milliseconds(300)
        let service = try TestServer(settings)
        let client = try service.connect()
        try client.send(FastCGIRequest(path: "/gate").bytes)
        #expect(service.stage.waitForWaiting(1))
        service.server.stop()
        #expect(service.waitForEnd())
        // The idle thread may still be on its way out; only the one that hangs stays.
        #expect(eventually { service.server.workers.count == 1 })
        service.stage.openGate()
        #expect(eventually { service.server.workers.count == 0 })
    }

    @Test func thoseWhoConnectedBeforeTheStartAreServed() throws {
        for _ in 0..<50 {
            let directory = try TemporaryDirectory()
            let socket = InheritedSocket(in: directory)
            let early = try FastCGIClient(socket.address)
            let service = try TestServer(in: directory, on: .descriptor(socket.descriptor))
            #expect(try early.ask(FastCGIRequest(body: Array("early".utf8))).body == "early")
            service.server.stop()
            #expect(service.waitForEnd())
        }
    }

    @Test func aStopBeforeTheStartIsAStop() throws {
        let directory = try TemporaryDirectory()
        let listener = try Listener(.unix(path: directory["socket"]))
        let stage = TestStage()
        let server = try Server(listener: listener) { TestHandler(stage, $0, $1) }
        server.stop()
        try server.run()
        #expect(directory.names.isEmpty)
    }

    @Test func anInheritedSocketStaysOpenForTheNextProcess() throws {
        let directory = try TemporaryDirectory()
        let socket = InheritedSocket(in: directory)
        for _ in 0..<2 {
            let service = try TestServer(in: directory, on: .descriptor(socket.descriptor))
            let client = try FastCGIClient(socket.address)
            #expect(try client.ask(FastCGIRequest(body: Array("adopted".utf8))).body == "adopted")
            service.server.stop()
            #expect(service.waitForEnd())
        }
        #expect(Listener.inheritedDescriptorIsListening(socket.descriptor))
        #expect(directory.names == ["inherited"])
    }

    @Test func aSocketThatWasGivenToBeKeptIsClosedWithThoseWhoWaitInItsQueueServed() throws {
        let directory = try TemporaryDirectory()
        let socket = InheritedSocket(in: directory)
        let ours = fcntl(socket.descriptor, F_DUPFD_CLOEXEC, 3)
        var settings = TestServer.settings
        settings.threads = 1
        settings.drainLimit = .seconds(10)
        let service = try TestServer(settings, in: directory, on: .descriptor(ours), isLent: false)
        let running = try FastCGIClient(socket.address)
        try running.send(FastCGIRequest(path: "/gate").bytes)
        #expect(service.stage.waitForWaiting(1))
        let waiting = try FastCGIClient(socket.address)
        service.server.stop()
        #expect(eventually { !Listener.inheritedDescriptorIsListening(ours) })
        service.stage.openGate()
        #expect(try running.response().body == "passed")
        #expect(try waiting.ask(FastCGIRequest(body: Array("in time".utf8))).body == "in time")
        #expect(service.waitForEnd())
    }

    /// A web server sends no POST twice, so whoever may still send one on a connection that it keeps is answered.
    @Test func aDrainAnswersOnIdleConnectionsForAsLongAsTheyMayBeUsed() throws {
        var settings = TestServer.settings
        settings.drainLimit = .zero
        let service = try TestServer(settings)
        let clients = try (0..<4).map { _ in try service.connect() }
        for client in clients { _ = try client.ask(FastCGIRequest()) }
        service.server.drain()
        #expect(eventually { service.directory.names.isEmpty })
        // Longer than any round of the watchdog.
        #expect(!service.waitForEnd(.milliseconds(300)))
        for client in clients.dropLast() {
            #expect(try client.ask(FastCGIRequest(body: Array("still here".utf8))).body == "still here")
            #expect(try client.isClosed())
        }
        clients.last!.finishSending()
        #expect(service.waitForEnd())
    }

    @Test(arguments: [true, false])
    func theLastResponseOnAKeptConnectionSaysSoInTheSameBreath(isDrain: Bool) throws {
        var settings = TestServer.settings
        settings.drainLimit = .seconds(10)
        let service = try TestServer(settings)
        let (kept, unkept) = (try service.connect(), try service.connect())
        for client in [kept, unkept] { _ = try client.ask(FastCGIRequest()) }
        #expect(kept.surplus == [])
        if isDrain { service.server.drain() } else { service.server.stop() }
        #expect(eventually { service.directory.names.isEmpty })
        _ = try kept.ask(FastCGIRequest())
        #expect(kept.surplus == FastCGIRecord(kind: .getValuesResult, requestID: 0).bytes)
        // Whoever closes the connection anyway has nothing to learn.
        var request = FastCGIRequest()
        request.keepsConnection = false
        _ = try unkept.ask(request)
        #expect(unkept.surplus == [])
        #expect(service.waitForEnd())
    }

    @Test func aDrainEndsWithTheLimitForIdleConnections() throws {
        var settings = TestServer.settings
        settings.idleLimit = .milliseconds(300)
        let service = try TestServer(settings)
        let client = try service.connect()
        _ = try client.ask(FastCGIRequest())
        service.server.drain()
        #expect(service.waitForEnd())
        #expect(try client.isClosed())
    }

    @Test func aStopEndsADrain() throws {
        let service = try TestServer()
        let client = try service.connect()
        _ = try client.ask(FastCGIRequest())
        service.server.drain()
        #expect(!service.waitForEnd(.milliseconds(200)))
        let start = ContinuousClock.now
        service.server.stop()
        // Later than a stop, it does not turn it into a drain again.
        service.server.drain()
        #expect(service.waitForEnd())
        #expect(start.duration(to: .now) < .seconds(5))
    }

    @Test func aSuccessorTakesOverWithoutARefusedConnection() throws {
        let directory = try TemporaryDirectory()
        let failures = Atomic(0)
        let responses = Atomic(0)
        let isOver = Atomic(false)
        var service = try TestServer(in: directory)
        let address = service.address
        let client = try SystemThread(name: "client") {
            while !isOver.load(ordering: .relaxed) {
                do {
                    let response = try FastCGIClient(address).ask(FastCGIRequest(body: Array("x".utf8)))
                    responses.add(response.body == "x" ? 1 : 0, ordering: .relaxed)
                } catch {
                    failures.add(1, ordering: .relaxed)
                }
            }
        }
        for _ in 0..<10 {
            let before = responses.load(ordering: .relaxed)
            let successor = try TestServer(in: directory, access: SocketAccess(replacesLive: true))
            service.server.stop()
            #expect(service.waitForEnd())
            #expect(eventually { responses.load(ordering: .relaxed) > before + 20 })
            service = successor
        }
        isOver.store(true, ordering: .relaxed)
        client.join()
        #expect(failures.load(ordering: .relaxed) == 0)
    }
}
