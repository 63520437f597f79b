/// Reads a mail of ours as the standards say (RFC 5322, 2045 to 2047), with none of the code that wrote it, and throws
/// for everything that must not be in one.
struct MIMEReader {
    /// What the subject's encoded-words stand for.
    let subject: [UInt8]
    let recipient: [UInt8]
    /// The two parts, decoded.
    let contents: [[UInt8]]

    init(_ mail: [UInt8]) throws {
        try require(mail.allSatisfy { "\n\t".utf8.contains($0) || (0x20...0x7E).contains($0) }, "printable ASCII only")
        let lines = mail.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        try require(lines.allSatisfy { $0.count <= 998 }, "no line is longer than RFC 5322 allows")
        let end = try require(lines.firstIndex { $0.isEmpty }, "an empty line ends the header")
        try require(!lines[..<end].joined().contains(UInt8(ascii: "\t")), "no tab in the header")
        let names = ["From: ", "To: ", "Message-ID: "]
        try require(
            lines[..<end].allSatisfy { line in line.count <= 78 || names.contains { line.starts(with: $0.utf8) } },
            "only what cannot be folded is longer than 78")
        let fields = Self.fields(lines[..<end])
        try require(fields.map { String(decoding: $0.name, as: UTF8.self) } == Self.names, "no field but the eight")
        try require(lines[..<end].count { $0.starts(with: "To:".utf8) } == 1, "one line names the recipient")
        recipient = Array(fields[2].value.dropFirst())
        subject = try EncodedWords.decode(fields[4].value)

        let mark = Array("boundary=\"".utf8)
        let start = try require(fields[7].value.firstRange(of: mark), "the type names a boundary").upperBound
        let boundary = fields[7].value[start...].dropLast()
        contents = try Self.contents(lines[(end + 1)...], boundary: Array("--".utf8) + boundary)
    }

    private static let names = [
        "Date", "From", "To", "Message-ID", "Subject", "MIME-Version", "Auto-Submitted", "Content-Type",
    ]

    /// Names and values; a line that begins with a space goes on with the one before.
    private static func fields(_ lines: ArraySlice<ArraySlice<UInt8>>) -> [(name: [UInt8], value: [UInt8])] {
        var fields: [(name: [UInt8], value: [UInt8])] = []
        for line in lines {
            if line.first == UInt8(ascii: " "), let last = fields.indices.last {
                fields[last].value += line
            } else {
                let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
                fields.append((Array(line[..<colon]), Array(line[colon...].dropFirst())))
            }
        }
        return fields
    }

    private static func contents(_ body: ArraySlice<ArraySlice<UInt8>>, boundary: [UInt8]) throws -> [[UInt8]] {
        try require(body.allSatisfy { $0.count <= 76 }, "no line of the body is longer than MIME allows")
        let marks = body.indices.filter { body[$0].starts(with: boundary) }
        try require(
            marks.count == 3 && marks[0] == body.startIndex && marks[2] == body.endIndex - 2 && body.last!.isEmpty,
            "the boundary stands before, between and after two parts, and nowhere else")
        try require(Array(body[marks[2]]) == boundary + Array("--".utf8), "the last boundary says so")
        return try zip(marks, marks.dropFirst()).map { start, end in
            let head = try require(body[start..<end].firstIndex { $0.isEmpty }, "a part has a header")
            try require(head == start + 3, "a part has two fields")
            return try quotedPrintable(body[(head + 1)..<end])
        }
    }

    /// RFC 2045, 6.7.
    private static func quotedPrintable(_ lines: ArraySlice<ArraySlice<UInt8>>) throws -> [UInt8] {
        var decoded: [UInt8] = []
        for (index, line) in zip(lines.indices, lines) {
            try require(
                line.last.map { !" \t".utf8.contains($0) } ?? true, "no space at the end of a line, where it gets lost")
            try require(!line.starts(with: ".".utf8), "no dot that could end the mail")
            try require(!line.starts(with: "From ".utf8), "nothing that begins another mail in a mailbox file")
            var rest = line
            var isSoft = false
            while let byte = rest.popFirst() {
                if byte != UInt8(ascii: "=") {
                    decoded.append(byte)
                } else if rest.isEmpty {
                    isSoft = true
                } else {
                    decoded.append(try EncodedWords.takeHexadecimal(&rest))
                }
            }
            if !isSoft && index != lines.endIndex - 1 { decoded.append(UInt8(ascii: "\n")) }
        }
        return decoded
    }
}
