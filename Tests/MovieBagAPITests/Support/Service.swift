import MovieBag
import MovieBagSQLite
import Web

/// One thread's way into the service: calls in, CGI text out and read back.
struct Service {
    let store: any Store
    let router: Router

    func response(_ call: Call) throws -> TestResponse {
        let request = call.request
        var (head, body) = ([UInt8](), [UInt8]())
        router.respond(to: request).write(
            head: &head, body: &body, to: request.id, headOnly: request.method == .head)
        return try TestResponse(cgi: head + body)
    }
}
