import JSON
import TestFiles
import Testing

/// A response, read back from the CGI text that the web server would get.
struct TestResponse: Sendable, CustomStringConvertible {
    /// The text is no CGI response.
    struct Malformed: Error {}

    let status: Int
    let fields: [(name: String, value: String)]
    let body: [UInt8]

    init(cgi output: [UInt8]) throws {
        var start = 0
        var fields: [(name: String, value: String)] = []
        while true {
            guard let end = place(of: "\r\n", in: output[start...]) else { throw Malformed() }
            if end == start { break }
            let line = output[start..<end]
            // The first colon of a line ends its name.
            guard let colon = place(of: ":", in: line), place(of: ": ", in: line) == colon else {
                throw Malformed()
            }
            fields.append(
                (
                    String(decoding: output[start..<colon], as: UTF8.self),
                    String(decoding: output[(colon + 2)..<end], as: UTF8.self)
                ))
            start = end + 2
        }
        guard let line = fields.first, line.name == "Status", let status = Int(line.value.prefix(3)) else {
            throw Malformed()
        }
        self.status = status
        self.fields = Array(fields.dropFirst())
        body = Array(output[(start + 2)...])
    }

    /// The values of all fields with this name.
    subscript(_ name: String) -> [String] {
        let name = name.lowercased()
        // Most names differ in their lengths, which are quicker to compare.
        return fields.filter { $0.name.utf8.count == name.utf8.count && $0.name.lowercased() == name }.map(\.value)
    }

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
