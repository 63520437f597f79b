/// A request as the web server sends it to the service (FastCGI specification, version 1).
package struct FastCGIRequest: Sendable {
    package var variables: [(name: String, value: String)]
    package var body: [UInt8]
    package var keepsConnection = true

    /// A request of the API; a body is announced as JSON with its true length.
    package init(_ method: String, _ path: String, body: [UInt8] = [], token: String? = nil) {
        self.body = body
        variables = [("REQUEST_METHOD", method), ("REQUEST_URI", path)]
        if !body.isEmpty { variables += [("CONTENT_TYPE", "application/json"), ("CONTENT_LENGTH", "\(body.count)")] }
        if let token { variables.append(("HTTP_AUTHORIZATION", "Bearer \(token)")) }
    }

    /// The records: one that begins, those of the variables, those of the body. Each stream ends with an empty one.
    package var records: [[UInt8]] {
        let variables = variables.flatMap { Self.pair($0.name, $0.value) }
        return [Self.record(1, [0, 1, keepsConnection ? 1 : 0, 0, 0, 0, 0, 0])]
            + Self.stream(4, variables) + Self.stream(5, body)
    }

    package var bytes: [UInt8] { records.flatMap(\.self) }

    /// One record with its header; the content has 65,535 bytes at most.
    package static func record(_ type: UInt8, _ content: [UInt8], version: UInt8 = 1, id: UInt8 = 1) -> [UInt8] {
        [version, type, 0, id, UInt8(content.count >> 8), UInt8(content.count & 0xff), 0, 0] + content
    }

    private static func stream(_ type: UInt8, _ content: [UInt8]) -> [[UInt8]] {
        let pieces = stride(from: 0, to: content.count, by: 32_768).map { start in
            Array(content[start..<min(start + 32_768, content.count)])
        }
        return (pieces + [[]]).map { record(type, $0) }
    }

    private static func pair(_ name: String, _ value: String) -> [UInt8] {
        length(name.utf8.count) + length(value.utf8.count) + Array(name.utf8) + Array(value.utf8)
    }

    private static func length(_ count: Int) -> [UInt8] {
        guard count > 127 else { return [UInt8(count)] }
        return [UInt8(count >> 24) | 0x80, UInt8(count >> 16 & 0xff), UInt8(count >> 8 & 0xff), UInt8(count & 0xff)]
    }
}
