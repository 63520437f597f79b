import FastCGI
import MovieBag
import Web

/// Joins the FastCGI loop and the router: variables in, CGI text out. One for each worker thread.
struct RequestAdapter: RequestHandler {
    let router: Router
    let slowWork: AnnouncedWork
    let log: RequestLog

    func respond(
        to incoming: borrowing IncomingRequest, into output: inout [UInt8], mayPostpone: Bool
    ) -> RequestOutcome {
        let start = log.start()
        slowWork.take(incoming.patience)
        var builder = RequestBuilder()
        incoming.forEachVariable { name, value in builder.take(name: name, value: value) }
        let request = builder.request(body: Request.Body(incoming.body))
        guard let response = router.respond(to: request, unless: { mayPostpone && $0 is ThreadsExhausted }) else {
            return .postponed
        }
        response.append(to: &output, headOnly: request.method == .head)
        log.line(for: request, response, start: start)
        return .answered
    }
}

extension Request.Body {
    fileprivate init(_ body: RequestBody) {
        switch body {
        case .complete(let bytes): self = .complete(bytes)
        case .tooLarge: self = .tooLarge
        }
    }
}
