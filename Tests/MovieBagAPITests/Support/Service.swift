import MovieBagSQLite
import Web

/// One thread's way into the service: calls in, CGI text out and read back.
struct Service {
    let store: SQLiteStore
    let router: Router

    func answer(_ call: Call) throws -> Answer {
        let request = call.request
        var output: [UInt8] = []
        router.respond(to: request).append(to: &output, headOnly: request.method == .head)
        return try Answer(cgi: output)
    }
}
