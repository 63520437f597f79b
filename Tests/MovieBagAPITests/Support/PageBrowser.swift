import Testing

/// A browser: it keeps the cookie of its session, and sends forms as from a page of the site.
struct PageBrowser {
    private let service: Service
    /// As it sends it; `nil` without a session.
    private(set) var cookie: String?
    /// How the page that sends a form is related to the site; `nil` for a browser that does not say so.
    var fetchSite: String? = "same-origin"
    /// Other variables of its requests.
    var others: [String: String] = [:]

    /// The browser of a stranger.
    init(in world: World) {
        service = world.service
    }

    /// The browser of a user who has logged in by page.
    init(of user: User, in world: World, agent: String? = nil, sourceLocation: SourceLocation = #_sourceLocation) throws
    {
        self.init(in: world)
        others["HTTP_USER_AGENT"] = agent
        let response = try post("/login", ["email": user.email, "password": user.password])
        try #require(response.status == 303 && cookie != nil, "\(response)", sourceLocation: sourceLocation)
    }

    mutating func get(_ path: String) throws -> TestResponse { try send(Call("GET", path)) }

    mutating func post(_ path: String, _ fields: KeyValuePairs<String, String> = [:]) throws -> TestResponse {
        let body = fields.map { "\(Self.encoded($0.key))=\(Self.encoded($0.value))" }.joined(separator: "&")
        return try send(.form(body, to: path))
    }

    /// Sends a form and follows where it leads.
    mutating func submit(
        _ path: String, _ fields: KeyValuePairs<String, String> = [:], sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> TestResponse {
        let response = try post(path, fields)
        #expect(response.status == 303, "\(response)", sourceLocation: sourceLocation)
        return try get(try #require(response["Location"].first, sourceLocation: sourceLocation))
    }

    mutating func send(_ call: Call) throws -> TestResponse {
        var call = call
        call.others = others
        if let cookie { call.others["HTTP_COOKIE"] = cookie }
        if call.method == "POST", let fetchSite { call.others["HTTP_SEC_FETCH_SITE"] = fetchSite }
        let response = try service.response(call)
        if let set = response["Set-Cookie"].first {
            cookie = set.hasSuffix("; Max-Age=0") ? nil : set.prefix { $0 != ";" }.description
        }
        return response
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            let digits = String(byte, radix: 16, uppercase: true)
            return isPlain ? "\(Character(Unicode.Scalar(byte)))" : "%\(digits.count == 1 ? "0" : "")\(digits)"
        }.joined()
    }
}

extension TestResponse {
    /// Whether it is a page with a summary of what is wrong with its form.
    func says(_ problem: String, at field: String? = nil) -> Bool {
        guard let start = text.firstRange(of: #"<div class="problems""#),
            let end = text[start.upperBound...].firstRange(of: "</div>")
        else { return false }
        let summary = text[start.lowerBound..<end.lowerBound]
        guard let field else { return summary.contains("<li>\(problem)</li>") }
        return summary.contains("<a href=\"#\(field)\">\(problem)</a>")
            && text.contains("id=\"\(field)-problem\">\(problem)</p>")
    }

    /// The notice on top of a page.
    var notice: String? {
        guard let start = text.firstRange(of: #"<div class="notice" role="status">"# + "\n<p>"),
            let end = text[start.upperBound...].firstRange(of: "</p>")
        else { return nil }
        return String(text[start.upperBound..<end.lowerBound])
    }
}
