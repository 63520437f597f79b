/// One answer, before it is written as CGI text.
package struct Response: Sendable, Equatable {
    /// A header field that not every answer has.
    package struct Field: Sendable, Equatable {
        package let name: String
        package let value: String

        /// A field; `value` must not hold a line break, which ends the process: it never comes from a request.
        package init(_ name: String, _ value: String) {
            precondition(!value.utf8.contains { $0 < 0x20 }, "a control character in the header \(name)")
            self.name = name
            self.value = value
        }
    }

    /// The representations this service gives, with the exact Content-Type of each.
    package enum Content: Sendable, Equatable {
        case json, html
    }

    package var status: Int
    package var content: Content
    package var fields: [Field]
    package var body: [UInt8]

    package init(status: Int = 200, content: Content, fields: [Field] = [], body: [UInt8]) {
        self.status = status
        self.content = content
        self.fields = fields
        self.body = body
    }
}
