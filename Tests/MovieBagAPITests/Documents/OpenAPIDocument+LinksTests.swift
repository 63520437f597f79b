import JSON
import MovieBagAPI
import Testing
import Web

/// The links of the description, followed.
@Suite struct OpenAPILinkTests {
    private static func links() throws -> [String: [(target: String, pointer: String)]] {
        var links: [String: [(target: String, pointer: String)]] = [:]
        for (path, operations) in try OpenAPIDocumentTests.document()["paths"]?.members ?? [] {
            for (method, operation) in operations.members ?? [] {
                let found = operation["responses"]?["200"]?["links"]?.members ?? []
                links["\(method.uppercased()) \(path)"] = try found.map { _, link in
                    let expression = try #require(link["parameters"]?["id"]?.text)
                    #expect(expression.hasPrefix("$response.body#/"))
                    return (
                        try #require(link["operationId"]?.text), String(expression.dropFirst("$response.body#".count))
                    )
                }
            }
        }
        return links
    }

    /// The text at a JSON pointer.
    private func text(at pointer: String, of body: [UInt8]) throws -> String? {
        var value = try JSONValue(parsing: body) as JSONValue?
        for name in pointer.split(separator: "/") {
            value = Int(name).map { value?.elements?[$0] } ?? value?[String(name)]
        }
        return value?.text
    }

    @Test func whatATakenIDLeadsToIsThere() throws {
        let links = try Self.links()
        try withWorld { world in
            let admin = try world.addAdministrator()
            let id = try world.addMovie("Ran", by: admin)
            var followed: Set<String> = []
            for (from, targets) in links where !targets.isEmpty {
                let words = from.split(separator: " ").map(String.init)
                let path = words[1].replacing("{id}", with: id)
                let call =
                    words[0] == "GET"
                    ? Call("GET", path, token: admin.token)
                    : Call("POST", path, json: try #require(Self.bodies[from], "\(from)"), token: admin.token)
                // So that the list has an item.
                if words[0] == "GET", path != "/api/movies", let body = Self.bodies["POST \(path)"] {
                    _ = try world.send(Call("POST", path, json: body, token: admin.token))
                }
                if path == "/api/movies/removed" {
                    _ = try world.send(.removing(try world.addMovie("Kagemusha", by: admin), by: admin))
                }
                let response = try world.send(call)
                #expect(response.status == 200, "\(from)")
                for (target, pointer) in targets {
                    let found = try #require(try text(at: pointer, of: response.body), "\(from): \(pointer)")
                    let route = try #require(Routes.described.first { $0.anchor == target })
                    followed.insert(target)
                    // The others change what is there.
                    guard route.description.method == .get else { continue }
                    let place = route.description.path.replacing("{id}", with: found)
                    #expect(try world.send(Call("GET", place, token: admin.token)).status == 200, "\(from) \(target)")
                }
            }
            let takingIDs = Routes.described.filter { $0.description.path.contains("{id}") }.map(\.anchor)
            #expect(followed == Set(takingIDs))
            _ = try world.takeMails()
        }
    }

    /// What is sent to the operations that make something.
    private static let bodies = [
        "POST /api/movies": #"{"name":"Ikiru","casts":[],"genres":[]}"#,
        "POST /api/invitations": "{}",
        "POST /api/auth/tokens": #"{"current_password":"correct horse","name":"a","scope":"read","days":1}"#,
    ]

    @Test func aNewMovieLeadsToAllThatCanBeDoneWithIt() throws {
        let targets = try #require(try Self.links()["POST /api/movies"])
        #expect(
            Set(targets.map(\.target)) == [
                "get-movies-id", "put-movies-id", "patch-movies-id", "delete-movies-id", "get-movies-id-mine",
                "put-movies-id-mine", "delete-movies-id-mine", "get-movies-id-marks",
            ])
        #expect(Set(targets.map(\.pointer)) == ["/id"])
    }
}
