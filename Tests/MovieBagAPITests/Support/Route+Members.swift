import FoundationEssentials
import Testing

extension Route {
    /// A value that a member may have.
    enum Value: Decodable, Sendable {
        case text(String)
        case number(Int)
        case flag(Bool)
        case texts([String])
        case objectID(String)

        private enum Key: String, CodingKey { case oid = "$oid" }

        init(from decoder: any Decoder) throws {
            if let id = try? decoder.container(keyedBy: Key.self).decode(String.self, forKey: .oid) {
                self = .objectID(id)
                return
            }
            let container = try decoder.singleValueContainer()
            if let flag = try? container.decode(Bool.self) {
                self = .flag(flag)
            } else if let number = try? container.decode(Int.self) {
                self = .number(number)
            } else if let texts = try? container.decode([String].self) {
                self = .texts(texts)
            } else {
                self = .text(try container.decode(String.self))
            }
        }

        var json: String {
            switch self {
            case .text(let text): quoted(text)
            case .number(let number): "\(number)"
            case .flag(let flag): "\(flag)"
            case .texts(let texts): "[\(texts.map(quoted).joined(separator: ","))]"
            case .objectID(let id): #"{"$oid":\#(quoted(id))}"#
            }
        }

        /// Values that are of another type, or of none.
        var others: [String] {
            let others =
                switch self {
                case .text: ["true", "false", "0", "-1", "[]", #"["x"]"#]
                case .number: ["true", "false", "0", "-1", "[]", #""1""#, "99999999999999999999"]
                case .flag: ["0", "-1", "[]", #""true""#]
                case .texts:
                    ["true", "0", #""x""#, "[null]", "[1]", #"[["x"]]"#, #"["x",null]"#, #"[{"a":"x"}]"#]
                case .objectID: ["true", "0", "[]", #""\#(Route.nobody)""#, #"{"$oid":1}"#, #"{"$oid":"x"}"#]
                }
            return ["null", "1.5", "1e400", "{}", #"{"$gt":""}"#, #""\ud800""#] + others
        }
    }

    private static let movieMembers = #"""
        {"casts":["a"],"genres":["b"],"year":1984,"imdb":"tt0087182","added_by":{"$oid":"ffffffffffffffffffffffff"},
        "_id":{"$oid":"ffffffffffffffffffffffff"}}
        """#

    /// Members that a route takes and that its good body does not have, each with a good value.
    private static let optional: [String: String] = [
        "POST /api/auth/signup": #"{"name":"Eve","invitation":"a.b.c"}"#,
        "PATCH /api/auth/me": #"{"language":"de"}"#,
        "POST /api/auth/delete": #"{"movies":"leave"}"#,
        "PATCH /api/accounts/{id}": #"{"disabled":true}"#,
        "POST /api/invitations": #"{"email":"eva@example.org","days":3}"#,
        "PUT /api/movies/{id}": movieMembers,
        "PATCH /api/movies/{id}": movieMembers,
        "POST /api/movies": #"""
        {"year":1984,"imdb":"tt0087182","added_by":{"$oid":"ffffffffffffffffffffffff"},
        "_id":{"$oid":"ffffffffffffffffffffffff"}}
        """#,
    ]

    /// The members of the good body.
    var members: [String: Value] {
        get throws { try JSONDecoder().decode([String: Value].self, from: Data(body.utf8)) }
    }

    /// Those that it does not have.
    var optionalMembers: [String: Value] {
        get throws {
            let text = Self.optional[name] ?? "{}"
            return try JSONDecoder().decode([String: Value].self, from: Data(text.utf8))
        }
    }

    /// Whether a member may be `null`, which removes it.
    func isNullable(_ member: String) -> Bool {
        name == "PATCH /api/movies/{id}" && ["year", "imdb"].contains(member)
            || name == "PUT /api/movies/{id}/mine" && member == "rating"
    }

    /// Names of members that a handler reads anywhere in the API.
    static var memberNames: Set<String> {
        get throws { try namesInSources.get() }
    }

    /// Read once, which takes as long as the requests with all of them.
    private static let namesInSources = Result {
        var names: Set = ["name", "casts", "genres", "added_by", "year", "imdb", "_id"]
        for file in try Repository.files(below: "Sources/MovieBagAPI") where file.hasSuffix(".swift") {
            let text = try Repository.text(file)
            for match in text.matches(of: /\.(?:text|texts|integer|boolean|objectID)\("([a-z_]+)"/) {
                names.insert(String(match.output.1))
            }
        }
        return names
    }
}
