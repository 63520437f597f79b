import Memory

/// A request as `curl` is told to make it, and which lines of the response `grep` leaves.
struct CurlCommand {
    var call: Call
    /// Whether the response is printed with its header fields.
    private let showsHead: Bool
    /// What lines must hold one of, for each `grep`.
    private let patterns: [[String]]

    private struct Unknown: Error {
        let word: String
    }

    /// - Parameters:
    ///   - parts: the words of a pipeline.
    ///   - site: the beginning of addresses, without a slash at its end.
    /// - Throws: ``Unknown`` for what the examples do not use.
    init(_ parts: [[String]], site: String) throws {
        var (method, uri, body, showsHead): (String?, String?, String?, Bool) = (nil, nil, nil, false)
        var fields: [(name: String, value: String)] = []
        var words = parts[0].dropFirst()[...]
        while let word = words.popFirst() {
            switch word {
            case "-s": continue
            case "-i", "-si": showsHead = true
            case "-X": method = words.popFirst()
            case "-d": body = words.popFirst()
            case "-H":
                let field = words.popFirst() ?? ""
                guard let colon = field.firstRange(of: ": ") else { throw Unknown(word: field) }
                fields.append((field[..<colon.lowerBound].lowercased(), String(field[colon.upperBound...])))
            default:
                guard word.hasPrefix(site + "/") else { throw Unknown(word: word) }
                uri = String(word.dropFirst(site.count))
            }
        }
        guard parts[0].first == "curl", let uri else { throw Unknown(word: parts[0].first ?? "") }
        call = Call(method ?? (body == nil ? "GET" : "POST"), uri)
        if let body {
            call.body = .complete(Array(body.utf8))
            call.contentType = "application/x-www-form-urlencoded"
        }
        // As a web server passes them on, from a client on the same machine.
        call.others = ["REMOTE_ADDR": "127.0.0.1", "HTTP_USER_AGENT": "curl/7.88.1"]
        for (name, value) in fields {
            switch name {
            case "content-type": call.contentType = value
            default: call.others["HTTP_" + name.uppercased().replacing("-", with: "_")] = value
            }
        }
        self.showsHead = showsHead
        patterns = try parts.dropFirst().map { words in
            guard words.first == "grep" else { throw Unknown(word: words.first ?? "") }
            return words.dropFirst().filter { $0 != "-e" }
        }
    }

    /// What the command prints of a response.
    func output(_ response: TestResponse) -> String {
        var lines = response.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if showsHead {
            lines =
                ["HTTP/1.1 \(response.status)"] + response.fields.map { "\($0.name): \($0.value)" } + [""] + lines
        }
        for patterns in patterns { lines = lines.filter { line in patterns.contains { line.contains($0) } } }
        if lines.last == "" { lines.removeLast() }
        return lines.joined(separator: "\n")
    }

    /// The status that an example shows: in its first line, or in the error that it prints. One that shows none was
    /// successful: any of 200 to 399 with a head, 200 without.
    func allows(_ status: Int, showing output: String) -> Bool {
        if let match = output.firstMatch(of: /^HTTP\/1\.1 ([0-9]{3})/) { return Int(match.output.1) == status }
        if output.hasPrefix("{\"error\":") || output.hasPrefix("{\"type\":") {
            return output.contains("\"status\":\(status)")
        }
        return showsHead ? (200..<400).contains(status) : status == 200
    }
}
