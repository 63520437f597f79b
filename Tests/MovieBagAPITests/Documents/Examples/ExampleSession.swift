import MovieBag
import MovieBagAPI

/// Runs the examples of a document, from its top to its end, at a site of their own.
struct ExampleSession {
    static let site = "http://localhost:8080"

    /// What the examples need to be set up.
    static var arrangement: Arrangement {
        var arrangement = Arrangement()
        arrangement.publicURL = site
        arrangement.allowedOrigins = ["http://localhost:3000"]
        arrangement.securityContacts = ["mailto:security@example.org"]
        return arrangement
    }

    private let world: World
    private let administrator: User
    private var values = ExampleValues()
    private var variables: [String: String] = [:]
    private var links: [(recipient: String, token: String)] = []
    /// What the document says wrongly, with its lines.
    private(set) var problems: [String] = []

    init(in world: World) throws {
        self.world = world
        // Before the day on which the examples watch a movie nobody may have watched it.
        world.clock.advance(seconds: 46_021_220)
        administrator = try world.addAdministrator()
        try world.proveAddress(of: administrator)
    }

    mutating func run(_ document: String) throws {
        for command in ConsoleCommand.all(in: document) {
            let text = values.inserted(into: command.text)
            let (parts, comment) = ConsoleCommand.words(of: text, variables: variables)
            if parts[0].first == "curl" {
                try request(parts, command)
            } else {
                try assign(parts[0], from: comment, at: command.line)
            }
        }
    }

    private mutating func request(_ parts: [[String]], _ command: ConsoleCommand) throws {
        let curl = try CurlCommand(parts, site: Self.site)
        let response = try world.service.response(curl.call)
        links += try world.takeLinks().map { ($0.recipient, $0.token) }
        let output = curl.output(response)
        if !curl.allows(response.status, showing: command.output) {
            problems.append("line \(command.line): the status is \(response.status): \(output)")
        } else if try !values.learn(command.output, from: output) {
            problems.append("line \(command.line): it prints\n\(output)")
        }
    }

    /// `NAME=VALUE …`. A value that ends with `…` is the latest that was shown so, or what the comment behind it says.
    private mutating func assign(_ words: [String], from comment: String, at line: Int) throws {
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else {
                problems.append("line \(line): neither a request nor an assignment")
                return
            }
            var value = parts[1].hasSuffix("…") ? values.latest(parts[1]) : parts[1]
            if comment == "of an administrator" { value = administrator.token }
            if comment.hasPrefix("from the mail to ") {
                let recipient = comment.dropFirst("from the mail to ".count)
                let index = links.lastIndex { $0.recipient == recipient && !$0.token.isEmpty }
                value = index.map { links.remove(at: $0).token }
            }
            if value == nil { problems.append("line \(line): nothing was shown as \(parts[1])") }
            variables[parts[0]] = value
        }
    }

    /// The requests of a document, as it writes them.
    static func requests(in document: String) throws -> [Call] {
        var variables: [String: String] = [:]
        return try ConsoleCommand.all(in: document).compactMap { command in
            let (parts, _) = ConsoleCommand.words(of: command.text, variables: variables)
            guard parts[0].first == "curl" else {
                for word in parts[0] {
                    let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
                    // A token is some text without a slash.
                    variables[parts[0]] = parts.last?.hasSuffix("…") == true ? "a.b.c" : parts.last
                }
                return nil
            }
            return try CurlCommand(parts, site: site).call
        }
    }
}
