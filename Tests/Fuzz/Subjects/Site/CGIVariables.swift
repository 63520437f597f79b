import JSON
import Memory
import Text
import Web

/// Whole requests: any variables, any body, and the CGI text that responses them.
struct CGIVariables: FuzzSubject {
    let site: FuzzedSite

    /// The input is `NAME=value` pieces with NUL between them, then after an empty one the body. `@access` and `@reset`
    /// stand for good tokens, which nobody finds by trying.
    func examine(_ input: [UInt8]) throws {
        site.store.clear()
        var builder = RequestBuilder()
        var rest = input[...]
        while !rest.isEmpty {
            let end = rest.firstIndex(of: 0) ?? rest.endIndex
            let variable = withTokens(rest[..<end])
            rest = rest[end...].dropFirst()
            if variable.isEmpty { break }
            let equals = variable.firstIndex(of: UInt8(ascii: "=")) ?? variable.endIndex
            builder.take(
                name: Array(variable[..<equals]).span, value: Array(variable[equals...].dropFirst()).span)
        }
        // One length stands for all that are over the limit.
        let body = withTokens(rest)
        let request = builder.request(body: body.count > 400 ? .tooLarge : .complete(body), orNamed: site.names.next)
        let response = try site.response(request)
        var (head, content) = ([UInt8](), [UInt8]())
        response.write(head: &head, body: &content, to: request.id, headOnly: request.method == .head)
        try check(CGIDocument(head + content), to: request)
    }

    private func check(_ document: CGIDocument, to request: Request) throws {
        try require(document["X-Content-Type-Options"] == "nosniff", "every response forbids to guess its type")
        try require(
            document["Content-Security-Policy"]?.contains("frame-ancestors 'none'") == true,
            "no response may stand in a frame")
        try require(document["Cross-Origin-Opener-Policy"] == "same-origin", "no response shares its window")
        let name = try require(document["X-Request-Id"], "every response has the name of its request")
        try require(RequestID(Array(name.utf8)) == request.id, "which is a good one, and the only one")
        guard document.status != 304 else {
            try require(document.body.isEmpty && document["Content-Type"] == nil, "304 has no content")
            return try require(document["ETag"] != nil, "304 says what has not changed")
        }
        let target = request.target.path.isEmpty ? request.target.parent : request.target.path
        let files = ["/style-", "/site-", "/favicon.svg", "/manifest.webmanifest", "/robots.txt", "/feed.atom"]
        if document.status == 303 {
            _ = try document.placeOfRedirection()
            return try require(document.body.isEmpty && document["Content-Type"] == nil, "it has no content")
        }
        // A file has its own type.
        if document.status == 200 && files.contains(where: { target.starts(with: $0.utf8) }) { return }
        let isDescription = target == Array("/api".utf8) && document.status == 200
        let isOfAPI = ["/api", "/.well-known"].contains { path in
            target.elementsEqual(path.utf8) || target.starts(with: "\(path)/".utf8)
        }
        let isPage = isDescription || target.starts(with: "/".utf8) && !isOfAPI
        guard !request.target.path.starts(with: "/.well-known/".utf8) || document.status >= 400 else {
            return try require(document.status < 303, "what is well known is there, or elsewhere")
        }
        let isProblem = !isPage && document.status >= 400 && request.prefersProblems
        try require(
            document["Content-Type"]
                == (isPage ? "text/html; charset=utf-8" : isProblem ? "application/problem+json" : "application/json"),
            "pages are HTML, everything else is JSON, and an error a problem for a client that wants it")
        let length = try require(document["Content-Length"].flatMap { Int($0) }, "every response says its length")
        try require(document.body.count == (request.method == .head ? 0 : length), "the length is right")
        if !isPage && request.method != .head { _ = try JSONValue(parsing: document.body) }
        // Where a new movie is.
        try require(document["Location"] == nil || request.method == .post, "nothing else says where to")
        if document.status == 405 { try require(document["Allow"] != nil, "405 says what is allowed") }
    }

    private func withTokens(_ piece: ArraySlice<UInt8>) -> [UInt8] {
        guard piece.contains(UInt8(ascii: "@")) else { return Array(piece) }
        return Array(piece).replacing("@access".utf8, with: site.access.utf8)
            .replacing("@reset".utf8, with: site.reset.utf8)
    }
}
