import FastCGI
import Web

/// Joins the FastCGI loop and the router: variables in, CGI text out. One for each worker thread.
struct RequestAdapter: RequestHandler {
    let router: Router
    let log: RequestLog

    mutating func respond(to incoming: borrowing IncomingRequest, into output: inout [UInt8]) {
        let start = log.start()
        var builder = RequestBuilder()
        incoming.forEachVariable { name, value in builder.take(name: name, value: value) }
        let request = builder.request(body: Request.Body(incoming.body))
        let response = router.respond(to: request)
        response.append(to: &output, headOnly: request.method == .head)
        log.line(for: request, response, start: start)
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
