import JSON
import MovieBagAPI
import TestAPI
import Testing
import Web

/// `GET /api/openapi.json`, compared with the routes. ``DescribedRoute/expectDescribes(_:to:sourceLocation:)`` compares it with
/// every response of these tests.
@Suite struct OpenAPIDocumentTests {
    static func document(at prefix: String = "") throws -> JSONObject {
        var document: JSONObject?
        try withWorld(Arrangement(publicURL: "https://example.org\(prefix)")) { world in
            let response = try world.send(Call("GET", "\(prefix)/api/openapi.json"))
            #expect(response.status == 200)
            document = try response.json()
        }
        return try #require(document)
    }

    @Test func everyRouteIsThereAndNoOther() throws {
        let paths = try #require(try Self.document()["paths"]?.members)
        let found = paths.flatMap { path, operations in
            (operations.members ?? []).map { "\($0.name.uppercased()) \(path)" }
        }
        #expect(found.count > 30 && Set(found).count == found.count)
        #expect(Set(found) == Set(Routes.descriptions.map(\.name)))
    }

    @Test(arguments: Routes.described.map(\.anchor)) func anOperationSaysWhatItsRouteNeeds(anchor: String) throws {
        let route = try #require(Routes.described.first { $0.anchor == anchor })
        let method = try #require(route.description.method.name?.lowercased())
        let paths = try Self.document()["paths"]?[route.description.path]
        let operation = try #require(paths?[method])
        #expect(operation["operationId"]?.text == anchor)
        #expect(operation["summary"]?.text?.isEmpty == false)
        let security = operation["security"]?.elements?.compactMap { $0.members?.first?.name }
        switch route.description.caller {
        case .anyone: #expect(security == [])
        case .account: #expect(security == ["bearer"])
        case .session, .administrator: #expect(security == ["session"])
        }
        let parameters = operation["parameters"]?.elements ?? []
        func names(_ place: String) -> [String] {
            parameters.filter { $0["in"]?.text == place }.compactMap { $0["name"]?.text }
        }
        #expect(names("path") == (route.description.path.contains("{id}") ? ["id"] : []))
        #expect(names("query") == route.operation.query.map(\.name))
        let schema = operation["requestBody"]?["content"]?["application/json"]?["schema"]
        #expect((schema != nil) == (route.description.body != .none))
        #expect(schema?["properties"]?.members?.map(\.name) == (schema == nil ? nil : route.operation.body.map(\.name)))
        #expect(schema == nil || schema?["additionalProperties"] == .bool(false))
        let statuses = Set((operation["responses"]?.members ?? []).map(\.name))
        #expect(statuses.isSuperset(of: route.errors.map { "\($0.status)" }))
        #expect(statuses.contains(route.operation.reply == .redirect ? "302" : "200"))
        #expect(statuses.contains("429") == !route.description.limits.isEmpty)
    }

    @Test func theKeyOfARequestIsDescribedWhereItIsRead() throws {
        let paths = try Self.document()["paths"]
        func hasKey(_ path: String, _ method: String) -> [Bool] {
            let operation = paths?[path]?[method]
            let names = operation?["parameters"]?.elements?.compactMap { $0["name"]?.text } ?? []
            let headers = operation?["responses"]?["200"]?["headers"]?.members?.map(\.name) ?? []
            return [
                names.contains("Idempotency-Key"), headers.contains("Idempotency-Replayed"),
                operation?["responses"]?["422"] != nil,
            ]
        }
        #expect(hasKey("/api/movies", "post") == [true, true, true])
        #expect(hasKey("/api/movies/{id}", "put") == [false, false, false])
    }

    @Test func namesOfOperationsAreUnique() {
        #expect(Set(Routes.described.map(\.anchor)).count == Routes.described.count)
    }

    /// The members are those that the tests of members try on each route.
    @Test(arguments: Route.takingBodies) func theMembersOfABodyAreThoseThatTheRouteReads(route: Route) throws {
        let described = try #require(Routes.described.first { $0.description.name == route.name })
        var known = Set(try route.members.keys).union(try route.optionalMembers.keys)
        // Known, and refused for a new movie.
        if route.name == "POST /api/movies" { known.subtract(["added_by", "_id"]) }
        #expect(Set(described.operation.body.map(\.name)) == known)
        let body = try JSONValue(parsing: Array(route.body.utf8))
        #expect(Shape.object(described.operation.body).problem(with: body) == nil)
    }

    @Test(arguments: Route.takingBodies) func theExampleOfABodyIsGood(route: Route) throws {
        let described = try #require(Routes.described.first { $0.description.name == route.name })
        for member in described.operation.body {
            let value = try JSONValue(parsing: Array(member.example.utf8))
            #expect(member.shape.problem(with: value) == nil, "\(member.name)")
        }
    }

    /// Each alone, as it stands in the document.
    @Test(arguments: Routes.described.filter { $0.operation.query.contains(where: \.hasOwnExample) }.map(\.anchor))
    func theExampleOfAParameterIsTaken(anchor: String) throws {
        let route = try #require(Routes.described.first { $0.anchor == anchor })
        let path = route.description.path
        let parameters = try Self.document()["paths"]?[path]?["get"]?["parameters"]?.elements ?? []
        try withWorld { world in
            let token = try world.addAdministrator().token
            let movie = try world.send(Call("POST", "/api/movies", json: movieBody("Ran"), token: token)).member("id")
            var tried = 0
            for parameter in parameters where parameter["in"]?.text == "query" {
                guard let example = parameter["example"] else { continue }
                let value = example.text ?? example.elements?.first?.text ?? example.number.map { "\($0)" }
                let name = try #require(parameter["name"]?.text)
                let query = "\(name)=\(try #require(value).replacing(" ", with: "+").replacing("@", with: "%40"))"
                let call = Call("GET", "\(path.replacing("{id}", with: movie))?\(query)", token: token)
                #expect(try world.send(call).status == 200, "\(query)")
                tried += 1
            }
            #expect(tried > 0)
        }
    }

    @Test func theExampleOfABodyIsInTheDocument() throws {
        let paths = try Self.document()["paths"]
        let types = paths?["/api/movies/{id}"]?["patch"]?["requestBody"]?["content"]?.members ?? []
        #expect(types.map(\.name) == ["application/merge-patch+json", "application/json"])
        for type in types { #expect(type.value["example"]?["name"]?.text == "Alien") }
        let invitation = paths?["/api/invitations"]?["post"]?["requestBody"]?["content"]?["application/json"]
        #expect(invitation?["example"]?["days"]?.number == 7)
    }

    /// Preferences that are not known are passed over (RFC 7240, section 2), so no text is refused.
    @Test func anyPreferenceIsTaken() throws {
        let paths = try Self.document()["paths"]
        for (path, method, example) in [
            ("/api/movies", "get", "count=exact"), ("/api/movies", "post", "return=representation"),
        ] {
            let parameters = paths?[path]?[method]?["parameters"]?.elements ?? []
            let preference = parameters.first { $0["name"]?.text == "Prefer" }
            #expect(preference?["schema"]?.members?.map(\.name) == ["type"])
            #expect(preference?["example"]?.text == example)
        }
    }

    /// Some web servers send every variable, those of fields that are missing too; so an empty key is none.
    @Test func anEmptyKeyIsDescribedAsItIsTaken() throws {
        let parameters = try Self.document()["paths"]?["/api/movies"]?["post"]?["parameters"]?.elements ?? []
        let key = parameters.first { $0["name"]?.text == "Idempotency-Key" }
        let pattern = try Regex(try #require(key?["schema"]?["pattern"]?.text))
        try withWorld { world in
            let ann = try world.addUser()
            for (number, key) in ["", "a", String(repeating: "~", count: 256), "a b", "é"].enumerated() {
                var call = Call("POST", "/api/movies", json: movieBody("Movie \(number)"), token: ann.token)
                call.others["HTTP_IDEMPOTENCY_KEY"] = key
                let isTaken = try world.send(call).status == 200
                #expect(try pattern.wholeMatch(in: key) != nil ? isTaken : !isTaken, "\(key)")
            }
        }
    }

    @Test func everyParameterOfAQueryIsDescribed() throws {
        var read: Set<String> = []
        for file in try Repository.files(below: "Sources/MovieBagAPI") where file.hasSuffix(".swift") {
            for match in try Repository.text(file).matches(of: /\.(?:single|all)\("([a-z_]+)"\)/) {
                read.insert(String(match.output.1))
            }
        }
        #expect(read.count > 3)
        #expect(read == Set(Routes.described.flatMap { $0.operation.query.map(\.name) }))
    }

    @Test(arguments: Routes.described.filter { !$0.operation.query.isEmpty }.map(\.anchor))
    func exactlyTheParametersThatAreDescribedAreKnown(anchor: String) throws {
        let route = try #require(Routes.described.first { $0.anchor == anchor })
        try withWorld { world in
            let token = try world.addAdministrator().token
            for name in [
                "limit", "after", "email", "account", "kind", "q", "genre", "cast", "year", "added_by", "sort", "mine",
                "other",
            ] {
                let call = Call("GET", "\(route.description.path)?\(name)=%00", token: token)
                let response = try world.send(call)
                #expect(response.status == 400)
                let isKnown = !response.text.contains("unknown parameter")
                #expect(isKnown == route.operation.query.contains { $0.name == name }, "\(name): \(response)")
            }
        }
    }

    @Test func everyReferenceLeadsSomewhere() throws {
        let document = try Self.document()
        let references = JSONValue.object(document).references
        #expect(Set(references).count > 20)
        for reference in Set(references) {
            let path = reference.dropFirst(2).split(separator: "/").map(String.init)
            let found = path.reduce(JSONValue.object(document) as JSONValue?) { $0?[$1] }
            #expect(found != nil, "\(reference)")
        }
    }

    @Test func everyErrorIsListed() throws {
        let rows = try Repository.text("docs/api.md").split(separator: "\n").flatMap { line -> [String] in
            guard let match = line.firstMatch(of: /^\| (`[A-Za-z`, ]+`) \| ([0-9]{3}) \|/) else { return [] }
            return match.output.1.split(separator: ", ").map { "\($0.filter { $0 != "`" }) \(match.output.2)" }
        }
        // The web server's own.
        #expect(
            Set(rows).subtracting(["HTTPSRequired 403"]) == Set(PublishedError.all.map { "\($0.name) \($0.status)" }))
        #expect(Set(PublishedError.all.map(\.name)).count == PublishedError.all.count)
    }

    @Test(arguments: ["", "/bag"]) func addressesHaveTheMountPrefix(prefix: String) throws {
        let document = try Self.document(at: prefix)
        #expect(document["servers"]?.elements?.first?["url"]?.text == "https://example.org\(prefix)")
        #expect(document["externalDocs"]?["url"]?.text == "https://example.org\(prefix)/api")
    }

    @Test func itCanBeKeptAndIsAskedForAgain() throws {
        try withWorld { world in
            let first = try world.send(Call("GET", "/api/openapi.json"))
            #expect(first["Cache-Control"] == ["public, max-age=0, s-maxage=1"])
            let tag = try #require(first["ETag"].first)
            #expect(try world.send(Call("GET", "/api/openapi.json").unless(tag)).status == 304)
        }
    }

    @Test func theLimitOfAPageIsTheSites() throws {
        try withWorld(Arrangement(pageSize: 7)) { world in
            let text = try world.send(Call("GET", "/api/openapi.json")).text
            #expect(text.contains(#""minimum":1,"maximum":7}"#))
        }
    }
}
