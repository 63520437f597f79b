import Glibc
import JSON

/// A person at a browser: opens pages, types, clicks, reads.
package final class Browser {
    package let driver: WebDriver

    package init(scripts: Bool, language: String = "en", width: Int = 1280) throws {
        driver = try WebDriver(scripts: scripts, language: language, width: width)
    }

    package func open(_ url: String) throws { try driver.command("url", "{\"url\":\(Self.quoted(url))}") }

    package func back() throws { try driver.command("back", "{}") }

    package func reload() throws { try driver.command("refresh", "{}") }

    package var url: String { get throws { try text(driver.command("url")) } }

    package var title: String { get throws { try text(driver.command("title")) } }

    /// The page as the browser has it now.
    package var source: String { get throws { try text(driver.command("source")) } }

    /// What the page shows.
    package var shown: String { get throws { try read("main") } }

    /// The text of the first element that a CSS selector finds.
    package func read(_ selector: String) throws -> String {
        try text(driver.command("element/\(try element(selector))/text"))
    }

    package func has(_ selector: String) throws -> Bool { try !elements(selector).isEmpty }

    /// What is typed into a field.
    package func value(of selector: String) throws -> String {
        try text(driver.command("element/\(try element(selector))/property/value"))
    }

    /// Types into a field, in the place of what is there.
    package func type(_ text: String, into selector: String) throws {
        let element = try element(selector)
        try driver.command("element/\(element)/clear", "{}")
        try driver.command("element/\(element)/value", "{\"text\":\(Self.quoted(text))}")
    }

    /// Clicks, and waits for the page that this leads to.
    package func click(_ selector: String) throws {
        try clickAndWait(try element(selector))
    }

    /// The driver waits for a page that a click leads to, but not always long enough for the first byte of it.
    private func clickAndWait(_ element: String) throws {
        let before = try self.element("html")
        try driver.command("element/\(element)/click", "{}")
        let deadline = ContinuousClock.now + .milliseconds(600)
        while ContinuousClock.now < deadline {
            // A page that is left has no elements any more.
            guard (try? driver.command("element/\(before)/name")) != nil else { return }
            usleep(20_000)
        }
    }

    /// Clicks on the link or button with a text.
    package func click(text: String) throws {
        for selector in ["a", "button", "summary"] {
            for element in try elements("main \(selector), header \(selector), footer \(selector)") {
                guard try self.text(driver.command("element/\(element)/text")).contains(text) else { continue }
                return try clickAndWait(element)
            }
        }
        throw Failure("no link or button says \(text) on \(try url): \(try shown)")
    }

    /// Sends keys to the element that has the focus.
    package func press(_ keys: String) throws {
        let active = try driver.command("element/active")
        try driver.command("element/\(try Self.reference(active))/value", "{\"text\":\(Self.quoted(keys))}")
    }

    /// Runs a script as if from the console, which the policy of the page does not forbid.
    @discardableResult
    package func run(_ script: String) throws -> JSONValue {
        try driver.command("execute/sync", "{\"script\":\(Self.quoted(script)),\"args\":[]}")
    }

    /// The same for a script that calls its last argument with the result.
    package func runAsynchronously(_ script: String) throws -> JSONValue {
        try driver.command("execute/async", "{\"script\":\(Self.quoted(script)),\"args\":[]}")
    }

    package func resize(width: Int, height: Int = 900) throws {
        try driver.command("window/rect", "{\"width\":\(width),\"height\":\(height)}")
    }

    /// Whether pages see the preference for dark colours.
    package func prefer(dark: Bool) throws {
        // Without motion, as a colour on its way to another one is neither.
        let features =
            "[{\"name\":\"prefers-color-scheme\",\"value\":\"\(dark ? "dark" : "light")\"},"
            + "{\"name\":\"prefers-reduced-motion\",\"value\":\"reduce\"}]"
        try driver.command(
            "goog/cdp/execute", "{\"cmd\":\"Emulation.setEmulatedMedia\",\"params\":{\"features\":\(features)}}")
    }

    /// The cookies that the browser would send to the page that it shows, as name and attributes.
    package var cookies: JSONValue { get throws { try driver.command("cookie") } }

    package func deleteCookies() throws { try driver.deleteCookies() }

    private func element(_ selector: String) throws -> String {
        let deadline = ContinuousClock.now + .seconds(5)
        while true {
            if let element = try elements(selector).first { return element }
            guard ContinuousClock.now < deadline else {
                throw Failure("nothing fits \(selector) on \(try url): \(try source.prefix(2000))")
            }
            usleep(50_000)
        }
    }

    private func elements(_ selector: String) throws -> [String] {
        let found = try driver.command("elements", "{\"using\":\"css selector\",\"value\":\(Self.quoted(selector))}")
        guard case .array(let elements) = found else { return [] }
        return try elements.map(Self.reference)
    }

    /// The reference of an element has one member, whose name is fixed (WebDriver, section 11).
    private static func reference(_ value: JSONValue) throws -> String {
        guard case .object(let object) = value, case .string(let text)? = object.members.first?.value else {
            throw Failure("not an element: \(value)")
        }
        return String(decoding: text, as: UTF8.self)
    }

    private func text(_ value: JSONValue) throws -> String {
        guard case .string(let text) = value else { throw Failure("not a text: \(value)") }
        return String(decoding: text, as: UTF8.self)
    }

    private static func quoted(_ text: String) -> String {
        var writer = JSONWriter()
        writer.string(Array(text.utf8))
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
