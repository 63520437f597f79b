import Cryptography
import Memory
import Web

/// One request that a test makes, as a web server would pass it on.
struct Call: Sendable {
    var method: String
    var uri: String
    var contentType: String?
    var contentLength: String?
    var authorization: [UInt8]?
    var ifNoneMatch: String?
    var ifMatch: String?
    /// Other variables, which must not matter.
    var others: [String: String] = [:]
    var body = RequestBody.complete([])

    /// A request without a body.
    init(_ method: String, _ uri: String, token: String? = nil) {
        self.method = method
        self.uri = uri
        authorization = token.map { Array("Bearer \($0)".utf8) }
    }

    /// A request with a JSON body.
    init(_ method: String, _ uri: String, json: String, token: String? = nil) {
        self.init(method, uri, json: Array(json.utf8), token: token)
    }

    /// A request with a body that calls itself JSON.
    init(_ method: String, _ uri: String, json: [UInt8], token: String? = nil) {
        self.init(method, uri, token: token)
        contentType = "application/json"
        body = .complete(json)
    }

    /// The same request for whoever has these states already.
    func unless(_ tags: String) -> Call {
        var call = self
        call.ifNoneMatch = tags
        return call
    }

    /// The same request, limited to these states.
    func onlyIf(_ tags: String) -> Call {
        var call = self
        call.ifMatch = tags
        return call
    }

    var request: Request {
        var builder = RequestBuilder()
        func take(_ name: String, _ value: [UInt8]?) {
            if let value { builder.take(name: Array(name.utf8).span, value: value.span) }
        }
        take("REQUEST_METHOD", Array(method.utf8))
        take("REQUEST_URI", Array(uri.utf8))
        take("CONTENT_TYPE", contentType.map { Array($0.utf8) })
        take("CONTENT_LENGTH", contentLength.map { Array($0.utf8) })
        take("HTTP_AUTHORIZATION", authorization)
        take("HTTP_IF_NONE_MATCH", ifNoneMatch.map { Array($0.utf8) })
        take("HTTP_IF_MATCH", ifMatch.map { Array($0.utf8) })
        for (name, value) in others { take(name, Array(value.utf8)) }
        return builder.request(body: body, orNamed: RequestIDGenerator(random: Random.bytes).next)
    }
}
