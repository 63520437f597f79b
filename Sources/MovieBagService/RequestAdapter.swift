import Cryptography
import FastCGI
import Memory
import MovieBag
import Text
import Web

/// Joins the FastCGI loop and the router: variables in, CGI text out. One for each thread that answers requests.
///
/// Tests: WholeStoryTests.swift
struct RequestAdapter: RequestHandler {
    let router: Router
    let blockingRegion: AnnouncedBlockingRegion
    let clients: ClientRecognition
    let log: RequestLog
    /// Whether a web server has started this process (``WebServerParent``).
    let hasWebServerParent: Bool
    private let names = RequestIDGenerator(random: Random.bytes)
    /// The name of a request of which only the length is asked for.
    private static let unnamed = RequestID(random: Array(repeating: 0, count: 12)[...])

    init(
        router: Router, blockingRegion: AnnouncedBlockingRegion, clients: ClientRecognition, log: RequestLog,
        hasWebServerParent: Bool
    ) {
        self.router = router
        self.blockingRegion = blockingRegion
        self.clients = clients
        self.log = log
        self.hasWebServerParent = hasWebServerParent
    }

    func bodyLimit(of incoming: borrowing IncomingRequest) -> Int {
        var builder = RequestBuilder()
        incoming.forEachVariable { name, value in builder.take(name: name, value: value) }
        let request = builder.request(body: .complete([])) { Self.unnamed }
        defer { request.cleanse() }
        return router.bodyLimit(of: request)
    }

    func respond(
        to incoming: borrowing IncomingRequest, into output: inout OutgoingResponse, mayPostpone: Bool
    ) -> RequestOutcome {
        let start = log.start()
        blockingRegion.take(incoming.timeRemaining)
        var builder = RequestBuilder()
        incoming.forEachVariable { name, value in builder.take(name: name, value: value) }
        let request = builder.request(body: incoming.body, orNamed: names.next)
        defer { request.cleanse() }
        var postponement: Postponement?
        let response = router.respond(to: request) { error in
            postponement = mayPostpone ? self.postponement(of: request, after: error) : nil
            return postponement != nil
        }
        guard var response else { return .postponed(postponement ?? .noThread) }
        if hasWebServerParent { WebServerParent.prepare(&response) }
        response.write(head: &output.head, body: &output.body, to: request.id, headOnly: request.method == .head)
        log.line(for: incoming, request, response, start: start)
        return .responded
    }

    /// Where a request waits that ended in an error; `nil` when that is its response.
    private func postponement(of request: Request, after error: any Error) -> Postponement? {
        switch error {
        case is ThreadsExhausted:
            return .noThread
        case is HashLaneRequired:
            let sender = clients.sender(remote: request.remoteAddress, forwardedFor: request.forwardedFor)
            return .lane(LaneKey(sender.network.bytes, group: sender.network.neighbourhood.bytes))
        case let error as ResponseMemoryExhausted:
            return .memory(error.bytes)
        default:
            return nil
        }
    }
}
