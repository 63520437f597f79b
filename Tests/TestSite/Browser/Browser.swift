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

    /// Clicks. A link or button leads on to a page, which is waited for.
    ///
    /// - Parameter staying: for a button that the browser does not let through.
    package func click(_ selector: String, staying: Bool = false) throws {
        try click(element: try element(selector), staying: staying)
    }

    /// Clicks on the link, button or summary with a text.
    package func click(text: String) throws {
        for selector in ["a", "button", "summary"] {
            for element in try elements("main \(selector), header \(selector), footer \(selector)") {
                guard try self.text(driver.command("element/\(element)/text")).contains(text) else { continue }
                return try click(element: element, staying: false)
            }
        }
        throw Failure("no link or button says \(text) on \(try url): \(try shown)")
    }

    private func click(element: String, staying: Bool) throws {
        let leadsOn = try !staying && ["a", "button"].contains(text(driver.command("element/\(element)/name")))
        let click = { _ = try self.driver.command("element/\(element)/click", "{}") }
        if leadsOn { try leavePage(by: click) } else { try click() }
    }

    /// Does what leads on to another page, and waits for that one: the driver itself does not, when it takes a while.
    private func leavePage(by action: () throws -> Void) throws {
        let (before, address) = (try element("html"), try url)
        try action()
        try wait(for: "a page that follows \(address)", limit: .seconds(60)) {
            // A page that is left has no elements any more.
            (try? driver.command("element/\(before)/name")) == nil
        }
    }

    /// Presses Enter in the field that has the focus, which sends its form, and waits for the page that follows.
    package func pressEnter() throws {
        let active = try Self.reference(try driver.command("element/active"))
        try leavePage { try driver.command("element/\(active)/value", "{\"text\":\"\\uE007\"}") }
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

    /// The same for a script whose result is a text.
    package func runForText(_ script: String) throws -> String { try text(run(script)) }

    package func runAsynchronouslyForText(_ script: String) throws -> String { try text(runAsynchronously(script)) }

    /// Gives the page a width in CSS pixels, which windows do not go below 500 for.
    package func resize(width: Int, height: Int = 900) throws {
        // As on a phone: a scroll bar would take 15 pixels of them.
        try develop("Emulation.setScrollbarsHidden", #"{"hidden":true}"#)
        try develop(
            "Emulation.setDeviceMetricsOverride",
            "{\"width\":\(width),\"height\":\(height),\"deviceScaleFactor\":1,\"mobile\":false}")
    }

    /// A picture of the whole page at a width, also of what is below the window.
    ///
    /// - Returns: a PNG in base64.
    package func picture(width: Int) throws -> String {
        try resize(width: width)
        // By a window as high as the page: pictures of what is beyond it are shifted where text is written to the left.
        guard case .integer(let height) = try run("return document.documentElement.scrollHeight") else {
            throw Failure("the page has no height")
        }
        try resize(width: width, height: Int(height))
        let found = try develop("Page.captureScreenshot", #"{"format":"png"}"#)
        guard case .object(let object) = found, let data = object["data"] else { throw Failure("no picture: \(found)") }
        return try text(data)
    }

    /// Whether pages see the preference for dark colours.
    package func prefer(dark: Bool) throws {
        // Without motion, so that nothing moves while it is looked at.
        let features =
            "[{\"name\":\"prefers-color-scheme\",\"value\":\"\(dark ? "dark" : "light")\"},"
            + "{\"name\":\"prefers-reduced-motion\",\"value\":\"reduce\"}]"
        try develop("Emulation.setEmulatedMedia", "{\"features\":\(features)}")
    }

    /// A command of Chromium's own protocol for developers.
    @discardableResult
    private func develop(_ command: String, _ parameters: String) throws -> JSONValue {
        try driver.command("goog/cdp/execute", "{\"cmd\":\"\(command)\",\"params\":\(parameters)}")
    }

    /// The field Cookie that the browser would send to the page that it shows.
    package var cookieField: String {
        get throws {
            guard case .array(let cookies) = try driver.command("cookie") else { return "" }
            return try cookies.map { cookie in
                guard case .object(let object) = cookie, let name = object["name"], let value = object["value"] else {
                    throw Failure("not a cookie: \(cookie)")
                }
                return try "\(text(name))=\(text(value))"
            }.joined(separator: "; ")
        }
    }

    package func deleteCookies() throws { try driver.deleteCookies() }

    private func element(_ selector: String) throws -> String {
        let deadline = ContinuousClock.now + .seconds(20)
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
