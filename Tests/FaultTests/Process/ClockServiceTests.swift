import Glibc
import Synchronization
import TestSite
import Testing

extension FaultTests {
    /// Everything else that a clock could disturb, when it is set while the service runs.
    @EndToEnd
    @Suite(.enabled(if: SettableClock.isUsable, "needs the Debian package faketime, and no sanitizer"))
    struct ClockServiceTests {
        @Test func aClockThatJumpsUnderLoadFailsNobody() throws {
            let world = try ClockSite(processes: 2)
            try world.site.signUp("ann@example.org")
            let jumps = Scale.choose(short: 8, full: 200)
            let load = Load(world.site.client)
            let crowd = try Crowd(4) { try load.run(thread: $0) }
            let jumped = Result {
                for jump in 0..<jumps {
                    let before = load.responses.load(ordering: .relaxed)
                    try world.setClock(ahead: [-ClockSite.hour, 0, ClockSite.tenYears, 0][jump % 4])
                    try wait(for: "requests at that time") { load.responses.load(ordering: .relaxed) >= before + 100 }
                }
            }
            load.isOver.store(true, ordering: .relaxed)
            let outputs = Result { try crowd.outputs() }
            // Tells what is behind a response that failed a client.
            let complaints = try world.site.services.flatMap { service in
                try Files.text(service.log).split(separator: "\n").filter {
                    $0.contains(" 503 ") || $0.contains(" error ")
                }
            }
            #expect(complaints.isEmpty)
            let results = try outputs.get()
            try jumped.get()

            let ids = results.flatMap(\.ids)
            #expect(Set(ids).count == ids.count, "an identifier was given twice")
            let repeatedTags = results.map(\.repeatedTags).reduce(0, +)
            #expect(repeatedTags == 0, "a changed movie kept or got back an older ETag")
            for service in world.site.services { #expect(service.isRunning) }
            try world.setClock(ahead: 0)
            try world.logIn()
            try FaultReport.add(
                "clock set an hour back and ten years ahead under load", extent: "\(jumps) jumps, 2 processes",
                outcome: "0 crashes, 0 failures in \(load.responses.load(ordering: .relaxed)) requests, "
                    + "\(ids.count) identifiers, none twice")
        }

        @Test(arguments: [-ClockSite.hour, ClockSite.tenYears])
        func limitsOfConnectionsCountSecondsThatHavePassed(_ ahead: Int) throws {
            let world = try ClockSite(settings: ["MOVIE_BAG_IO_SECONDS": "1", "MOVIE_BAG_IDLE_SECONDS": "1"])
            let path = world.site.service.socket
            let start = ContinuousClock.now
            let (slow, idle) = (try FastCGIConnection(path), try FastCGIConnection(path))
            try slow.send(Array(FastCGIRequest("GET", "/api/health").bytes.prefix(20)))
            #expect(try idle.exchange(FastCGIRequest("GET", "/api/health")).contains(#"{"status":"ok"}"#))
            try world.setClock(ahead: ahead)

            try slow.waitForClose()
            let slowTime = ContinuousClock.now - start
            // The limits go by a clock of 4 ms steps.
            #expect(slowTime > .milliseconds(950) && slowTime < .seconds(2), "\(slowTime)")
            try idle.waitForClose()
            let idleTime = ContinuousClock.now - start
            #expect(idleTime > .milliseconds(950) && idleTime < .seconds(3), "\(idleTime)")
            #expect(world.site.service.isRunning)
            try FaultReport.add(
                "clock set \(ahead < 0 ? "an hour back" : "ten years ahead") while connections are slow or idle",
                extent: "limits of 1 s",
                outcome: "ended after \(slowTime.milliseconds) ms and \(idleTime.milliseconds) ms")
        }
    }
}

/// Clients that log in, add and change movies until they are told to stop.
private final class Load: Sendable {
    let responses = Atomic(0)
    let isOver = Atomic(false)
    private let client: HTTPClient

    struct Outcome {
        var ids: [String] = []
        /// Answers with an ETag that the movie had before another change.
        var repeatedTags = 0
    }

    init(_ client: HTTPClient) {
        self.client = client
    }

    func run(thread: Int) throws -> Outcome {
        var outcome = Outcome()
        var token = ""
        while !isOver.load(ordering: .relaxed) {
            // nginx ends a connection after 1,000 requests; and by the clock a token may not be good yet, or no more.
            let connection = try client.connect()
            token = try send("POST", "/api/auth/login", Site.credentials("ann@example.org"), on: connection).token()
            for _ in 0..<50 where !isOver.load(ordering: .relaxed) {
                let name = "\(thread)-\(outcome.ids.count)"
                let added = try send("POST", "/api/movies", Site.movie(name), token: token, on: connection)
                if added.status == 401 { break }
                let path = "/api/movies/\(try added.json(Identifier.self).id)"
                outcome.ids.append(path)
                try change(path, token: token, on: connection, &outcome)
            }
        }
        return outcome
    }

    private func change(_ path: String, token: String, on connection: HTTPConnection, _ outcome: inout Outcome) throws {
        var tags: Set<String> = []
        for change in 0..<3 {
            let tag = try send("GET", path, "", on: connection)["ETag"] ?? ""
            if !tags.insert(tag).inserted { outcome.repeatedTags += 1 }
            let body = #"{"genres":["\#(change)"]}"#
            if try send("PUT", path, body, token: token, on: connection).status == 401 { return }
        }
    }

    private func send(
        _ method: String, _ path: String, _ body: String, token: String? = nil, on connection: HTTPConnection
    ) throws -> HTTPResponse {
        let request = body.isEmpty ? HTTPRequest(method, path) : HTTPRequest(method, path, json: body, token: token)
        let response = try connection.exchange(request)
        guard [200, 401].contains(response.status) else {
            throw Failure("\(method): \(response.status) \(response.text)")
        }
        responses.add(1, ordering: .relaxed)
        return response
    }
}

extension HTTPResponse {
    fileprivate func token() throws -> String { try json(Token.self).token }
}
