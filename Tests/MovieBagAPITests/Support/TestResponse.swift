import JSON
import Testing

/// A response, read back from the CGI text that the web server would get.
struct TestResponse: Sendable, CustomStringConvertible {
    /// The text is no CGI response.
    struct Malformed: Error {}

    let status: Int
    let fields: [(name: String, value: String)]
    let body: [UInt8]

    init(cgi output: [UInt8]) throws {
        let lineBreak = Array("\r\n".utf8)
        var rest = output[...]
        var fields: [(name: String, value: String)] = []
        while !rest.starts(with: lineBreak) {
            guard let end = rest.indices.first(where: { rest[$0...].starts(with: lineBreak) }),
                let colon = rest[..<end].firstIndex(of: UInt8(ascii: ":")),
                rest[colon...].starts(with: ": ".utf8)
            else { throw Malformed() }
            fields.append(
                (
                    String(decoding: rest[..<colon], as: UTF8.self),
                    String(decoding: rest[(colon + 2)..<end], as: UTF8.self)
                ))
            rest = rest[(end + 2)...]
        }
        guard let line = fields.first, line.name == "Status", let status = Int(line.value.prefix(3)) else {
            throw Malformed()
        }
        self.status = status
        self.fields = Array(fields.dropFirst())
        body = Array(rest.dropFirst(2))
    }

    /// The values of all fields with this name.
    subscript(_ name: String) -> [String] {
        fields.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }

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
