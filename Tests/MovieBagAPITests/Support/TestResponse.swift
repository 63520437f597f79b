import JSON
import TestAPI
import Testing

/// A response, read back from the CGI text that the web server would get.
struct TestResponse: Sendable, CustomStringConvertible {
    /// The body is not what it should be.
    struct Malformed: Error {}

    private let response: CGIResponse

    init(cgi output: [UInt8]) throws {
        response = try CGIResponse(output)
    }

    var status: Int { response.status }
    var fields: [(name: String, value: String)] { response.fields }
    var body: [UInt8] { response.body }

    /// The values of all fields with this name.
    subscript(_ name: String) -> [String] { response[name] }

    /// Every field but the name of the request, which is another each time.
    var lastingFields: [(name: String, value: String)] { fields.filter { $0.name != "X-Request-Id" } }

    var text: String { String(decoding: body, as: UTF8.self) }

    var description: String { "\(status) \(text.prefix(400))" }

    func json() throws -> JSONObject {
        guard case .object(let object) = try JSONValue(parsing: body) else { throw Malformed() }
        return object
    }

    /// The text of one member.
    func member(_ name: StaticString) throws -> String {
        guard case .string(let text)? = try json()[name] else { throw Malformed() }
        return String(decoding: text, as: UTF8.self)
    }
}
