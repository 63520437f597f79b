import JSON
import TestFiles

/// One Chromium, driven by Debian's chromedriver (W3C WebDriver). It ends with this object.
package final class WebDriver {
    private let driver: Program
    private let client: HTTPClient
    private let session: String
    /// Its profile, and what it writes.
    private let directory: TemporaryDirectory

    /// Whether chromedriver and Chromium are installed.
    package static var isThere: Bool {
        ["/usr/bin/chromedriver", "/usr/bin/chromium"].allSatisfy { Files.inode($0) != nil }
    }

    /// - Parameters:
    ///   - scripts: whether pages may run scripts.
    ///   - language: for Accept-Language.
    ///   - width: of the window, in CSS pixels.
    package init(scripts: Bool, language: String = "en", width: Int = 1280) throws {
        directory = try TemporaryDirectory()
        let log = directory["driver.log"]
        driver = try Program(
            ["/usr/bin/chromedriver", "--port=0", "--allowed-ips=127.0.0.1"], environment: ["HOME": directory.path],
            output: log)
        let port = try wait(for: "the port of chromedriver") { () -> UInt16? in
            // "ChromeDriver was started successfully on port 41231."
            let words = try Files.text(log).split(whereSeparator: \.isWhitespace)
            guard let index = words.firstIndex(of: "successfully").map({ $0 + 3 }), words.indices.contains(index) else {
                return nil
            }
            return UInt16(words[index].prefix { $0.isNumber })
        }
        client = HTTPClient(port: port)
        // 2 is "block", which the browser's own setting for all sites is called.
        let preferences = scripts ? "" : #","profile.managed_default_content_settings.javascript":2"#
        let arguments = [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=\(width),900",
            "--user-data-dir=\(directory["profile"])", "--no-first-run", "--disable-background-networking",
            "--host-resolver-rules=MAP other.example 127.0.0.1",
        ].map { "\"\($0)\"" }.joined(separator: ",")
        let body = """
            {"capabilities":{"alwaysMatch":{"goog:chromeOptions":{"binary":"/usr/bin/chromium","args":[\(arguments)],\
            "prefs":{"intl.accept_languages":"\(language)","credentials_enable_service":false\(preferences)}}}}}
            """
        let value = try Self.value(of: client.post("/session", json: body), "/session")
        guard case .object(let object) = value, case .string(let id)? = object["sessionId"] else {
            throw Failure("chromedriver gave no session: \(try Files.text(log))")
        }
        session = String(decoding: id, as: UTF8.self)
    }

    deinit {
        // Ends the browser; without it chromedriver would leave it behind.
        _ = try? client.send(HTTPRequest("DELETE", "/session/\(session)"))
        driver.end()
    }

    /// Sends a command of the session.
    ///
    /// - Parameter body: JSON; `nil` for GET.
    @discardableResult
    package func command(_ path: String, _ body: String? = nil) throws -> JSONValue {
        let path = "/session/\(session)/\(path)"
        return try Self.value(of: body.map { try client.post(path, json: $0) } ?? client.get(path), path)
    }

    package func deleteCookies() throws {
        let path = "/session/\(session)/cookie"
        _ = try Self.value(of: client.send(HTTPRequest("DELETE", path)), path)
    }

    private static func value(of response: HTTPResponse, _ path: String) throws -> JSONValue {
        let json = try JSONValue(parsing: response.body, maximumDepth: 64)
        guard case .object(let object) = json, let value = object["value"], response.status == 200 else {
            // What follows are addresses in the driver's own code.
            let text = response.text.replacing(/"stacktrace".*/.dotMatchesNewlines(), with: "")
            throw Failure("chromedriver: \(path): \(response.status) \(text.prefix(600))")
        }
        return value
    }
}
