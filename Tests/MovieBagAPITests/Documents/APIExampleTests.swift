import JSON
import Memory
import MovieBagAPI
import MovieBagPages
import Testing
import Web

/// The examples of docs/api.md: they do what the document says, and every route, parameter and member has one.
@Suite struct APIExampleTests {
    private static var document: String {
        get throws { try Repository.text("docs/api.md") }
    }

    private func problems(of document: String) throws -> [String] {
        var problems: [String] = []
        try withWorld(ExampleSession.arrangement) { (world) throws in
            var session = try ExampleSession(in: world)
            try session.run(document)
            problems = session.problems
        }
        return problems
    }

    @Test func theyDoWhatTheDocumentSays() throws {
        #expect(try ExampleSession.requests(in: Self.document).count > 80)
        for problem in try problems(of: Self.document) { Issue.record("docs/api.md, \(problem)") }
    }

    /// The requests of the document by the routes that they are for.
    private static func requests() throws -> [String: [Call]] {
        Dictionary(grouping: try ExampleSession.requests(in: document)) { call in
            let routes = Pages.descriptions + Routes.descriptions
            // Pages with a name of their own stand before those with a token, as in the router.
            return routes.first { $0.isFor(call) }?.name ?? "none"
        }
    }

    @Test func everyRouteHasOne() throws {
        let found = try Self.requests()
        // Of the pages those that mails lead to.
        let links = Pages.descriptions.filter { page in
            ["/reset/", "/verify/", "/email/", "/invitation/"].contains(where: page.path.hasPrefix)
        }
        for route in Routes.descriptions + links {
            #expect(found[route.name] != nil, "\(route.name) has no example in docs/api.md")
        }
    }

    @Test func everyParameterAndMemberHasOne() throws {
        let found = try Self.requests()
        for route in Routes.described {
            let calls = found[route.description.name] ?? []
            let parameters = try calls.flatMap { call in
                let query = call.uri.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
                return try FormFields(decoding: Array(query.utf8)).fields.map {
                    String(decoding: $0.name, as: UTF8.self)
                }
            }
            for member in route.operation.query {
                #expect(parameters.contains(member.name), "\(route.description.name): \(member.name) has no example")
            }
            let members = calls.flatMap { call -> [String] in
                guard case .complete(let body) = call.body, let value = try? JSONValue(parsing: body) else { return [] }
                return value.members?.map(\.name) ?? []
            }
            for member in route.operation.body {
                #expect(members.contains(member.name), "\(route.description.name): \(member.name) has no example")
            }
        }
        let fields = Set(found.values.joined().flatMap(\.others.keys))
        for name in ["PREFER", "IF_MATCH", "IF_NONE_MATCH", "IDEMPOTENCY_KEY", "ACCEPT", "ORIGIN"] {
            #expect(fields.contains("HTTP_\(name)"), "\(name)")
        }
    }

    private static let beginning = """
        ```console
        $ U=http://localhost:8080/api J='Content-Type: application/json'

        $ curl $U/auth/signup -H "$J" -d '{"email":"ann@example.org","password":"correct horse"}'
        {"id":"6b0beccedd5e988dc027e053"}

        $ curl $U/auth/login -H "$J" \\
            -d '{"email":"ann@example.org","password":"correct horse"}'
        {"token":"eyJhbGciOiJI…"}

        $ TOKEN=eyJhbGciOiJI…

        $ curl $U/auth/me -H "Authorization: Bearer $TOKEN"

        """

    @Test(arguments: [
        (#"{"_id":{"$oid":"6b0beccedd5e988dc027e053"},"email":"ann@example.org",…"#, true),
        (#"{"_id":{"$oid":"6b0beccedd5e988dc027e054"},"email":"ann@example.org",…"#, false),
        (#"{"_id":{"$oid":"6b0beccedd5e988dc027e053"},"email":"bob@example.org",…"#, false),
        (#"{"_id":{"$oid":"6b0beccedd5e988dc027e053"},"email":"ann@example.org"}"#, false),
        (#"{"error":"MissingToken","message":"Missing access token","status":401}"#, false),
    ])
    func aWrongOneIsFound(shown: String, isRight: Bool) throws {
        let problems = try problems(of: Self.beginning + shown + "\n```\n")
        #expect(problems.isEmpty == isRight, "\(problems)")
    }

    @Test(arguments: [
        ("curl -si $U/health | grep HTTP", "HTTP/1.1 200 OK", true),
        ("curl -si $U/health | grep HTTP", "HTTP/1.1 204 No Content", false),
        ("curl -si $U/health | grep -e HTTP -e Cache", "HTTP/1.1 200 OK\nCache-Control: no-store", true),
        ("curl -si $U/health | grep -e HTTP -e Cache", "HTTP/1.1 200 OK", false),
        ("curl -si $U/health | grep Cache", "Cache-Control: public", false),
        ("curl $U/genres -H 'If-Match: \"x\"'", "", false),
        ("LINK=eyJhbGciOiJI…  # from the mail to ann@example.org", "", false),
        ("LINK=eyJ…", "", false),
    ])
    func aWrongStatusOrFieldIsFound(command: String, shown: String, isRight: Bool) throws {
        let document = Self.beginning + "{\"_id\":…\n\n$ \(command)\n\(shown)\n```\n"
        let problems = try problems(of: document)
        #expect(problems.isEmpty == isRight, "\(problems)")
    }
}

extension RouteDescription {
    /// Whether a request is for this route.
    fileprivate func isFor(_ call: Call) -> Bool {
        let segments = call.uri.prefix { $0 != "?" }.split(separator: "/", omittingEmptySubsequences: false)
        let pattern = path.split(separator: "/", omittingEmptySubsequences: false)
        return method.name == call.method && pattern.count == segments.count
            && zip(pattern, segments).allSatisfy { $0.hasPrefix("{") ? !$1.isEmpty : $0 == $1 }
    }
}
