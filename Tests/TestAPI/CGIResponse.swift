/// A response as the web server would get it, taken apart: CGI text (RFC 3875, section 6.2).
package struct CGIResponse: Sendable {
    /// The text is no CGI response.
    package struct Malformed: Error {}

    package let status: Int
    /// All but the status.
    package let fields: [(name: String, value: String)]
    package let body: [UInt8]

    package init(_ output: [UInt8]) throws(Malformed) {
        var start = 0
        var fields: [(name: String, value: String)] = []
        while true {
            guard let end = Self.endOfLine(in: output[start...]) else { throw Malformed() }
            if end == start { break }
            let line = output[start..<end]
            // The first colon of a line ends its name.
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), line[(colon + 1)...].first == UInt8(ascii: " ")
            else { throw Malformed() }
            fields.append(
                (
                    String(decoding: line[..<colon], as: UTF8.self),
                    String(decoding: line[(colon + 2)...], as: UTF8.self)
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

    /// The place of the first CRLF.
    private static func endOfLine(in text: ArraySlice<UInt8>) -> Int? {
        var rest = text
        while let carriageReturn = rest.firstIndex(of: UInt8(ascii: "\r")) {
            rest = rest[(carriageReturn + 1)...]
            if rest.first == UInt8(ascii: "\n") { return carriageReturn }
        }
        return nil
    }

    /// The values of all fields with this name.
    package subscript(_ name: String) -> [String] {
        let lowercased = name.lowercased()
        // Most names differ in their lengths, which are quicker to compare.
        return fields.filter {
            $0.name.utf8.count == name.utf8.count && ($0.name == name || $0.name.lowercased() == lowercased)
        }.map(\.value)
    }
}
