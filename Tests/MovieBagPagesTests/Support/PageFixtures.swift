import Cryptography
import Memory
import MovieBag
import Web

@testable import MovieBagPages

/// The real templates, read once.
enum RealPages {
    static let templates = Result { try PageTemplates(source: Repository.template) }

    static func texts(_ language: PageLanguage = .english) throws -> PageTexts {
        try templates.get().texts(in: language)
    }

    static func frame(_ site: String = "https://example.org", settings: PageSettings = PageSettings()) throws
        -> PageFrame
    {
        PageFrame(
            templates: try templates.get(), site: try PublicURL(parsing: site), settings: settings, readers: .anyone,
            signUp: SignUpPolicy(), minimumPassword: 8, clock: WallClock { UnixTime(seconds: 1_750_000_000) })
    }
}

extension Request {
    /// A request with these CGI variables.
    static func with(_ variables: [(String, String)], body: String = "") -> Request {
        var builder = RequestBuilder()
        for (name, value) in variables { builder.take(name: Array(name.utf8).span, value: Array(value.utf8).span) }
        return builder.request(
            body: .complete(Array(body.utf8)), orNamed: RequestIDGenerator(random: Random.bytes).next)
    }
}

extension FormFields {
    init(_ text: String) throws {
        try self.init(decoding: Array(text.utf8))
    }
}

extension Visit {
    /// A visit of a stranger who sends a form.
    static func sending(_ form: String, to uri: String = "/", language: PageLanguage = .english) throws -> Visit {
        Visit(
            request: .with([("REQUEST_METHOD", "POST"), ("REQUEST_URI", uri)], body: form), parameter: [], member: nil,
            language: language, texts: try RealPages.texts(language), sent: .success(try FormFields(form)),
            formToken: "", reports: PageReports(limit: { _, _ in }, refusal: { _, _ in }))
    }
}

extension FormCodes {
    /// Codes under one key.
    static func test() throws -> FormCodes {
        let bytes = SecretBytes(Array("not a secret, only used by tests".utf8))
        let key = try TokenKey(id: nil, bytes: bytes, created: UnixTime(seconds: 0))
        return try FormCodes(keys: TokenKeys(KeyRing(key), clock: WallClock { UnixTime(seconds: 0) }))
    }
}

extension PageTemplate {
    /// A page of this text, filled in.
    static func render(_ page: String, _ values: PageValues) throws -> String {
        let template = try PageTemplateParser.template(
            "page", source: { _ in page }, texts: PageTexts(.english, source: ""))
        return String(decoding: template.render(values), as: UTF8.self)
    }
}

extension PageValues {
    /// The entries of a list, each with the texts of these names.
    func entries(_ list: StaticString, _ names: StaticString...) -> [[String]] {
        guard let index = index(of: list.bytes, key: Self.key(of: list.bytes)), entries[index].kind == .list else {
            return []
        }
        return lists[entries[index].range.lowerBound].map { entry in names.map { entry[$0] ?? "" } }
    }
}
