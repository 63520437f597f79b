/// A page, read more strictly than browsers read one: every `<` begins a tag that templates have, every `&` a reference that
/// values are escaped with, elements are closed in their order, and no attribute runs a program. A value that became markup
/// is found by that, whatever it says.
package struct StrictPage {
    package struct Malformed: Error, CustomStringConvertible {
        package let description: String
    }

    package struct Element {
        package let name: String
        package let attributes: [(name: String, value: String)]
        /// The text right within it, without that of elements in it.
        package fileprivate(set) var text = ""
        /// The place of the form that it is in; `nil` outside of forms.
        package let form: Int?

        package subscript(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
    }

    package private(set) var elements: [Element] = []
    /// Everything that is shown, its references resolved.
    package private(set) var text = ""
    /// The elements that are open, by their places.
    private var open: [Int] = []

    private static let tags: Set<String> = [
        "html", "head", "meta", "title", "link", "script", "body", "a", "header", "img", "bdi", "nav", "ul", "li",
        "form",
        "input", "button", "span", "main", "h1", "h2", "h3", "ol", "p", "footer", "div", "details", "summary",
        "fieldset", "legend",
        "label",
        "select", "option", "textarea", "article", "dl", "dt", "dd", "strong", "small", "time", "section", "pre",
        "code",
        "table", "thead", "tbody", "tr", "th", "td",
    ]
    private static let empty: Set<String> = ["meta", "link", "img", "input"]
    private static let attributes: Set<String> = [
        "lang", "dir", "charset", "name", "content", "rel", "href", "type", "title", "src", "defer", "class", "id",
        "alt", "width",
        "height", "method", "action", "role", "tabindex", "value", "maxlength", "minlength", "required", "autocomplete",
        "autocapitalize", "spellcheck", "hidden", "readonly", "for", "inputmode", "data-filter", "data-shortcut",
        "download",
        "media", "rows", "min", "max",
        "checked",
        "selected", "open", "autofocus", "placeholder", "enterkeyhint", "scope", "colspan", "datetime", "aria-label",
        "aria-labelledby", "aria-describedby", "aria-current", "aria-hidden", "aria-invalid",
    ]
    private static let references: [(text: String, character: Character)] = [
        ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#13;", "\r"),
    ]

    package init(_ bytes: [UInt8]) throws {
        let start = Array("<!DOCTYPE html>\n".utf8)
        guard bytes.starts(with: start) else { throw Malformed(description: "does not begin as a page") }
        guard !bytes.contains(0) else { throw Malformed(description: "has a NUL") }
        var rest = bytes[start.count...]
        while let first = rest.first {
            if first == UInt8(ascii: "<") {
                try takeTag(&rest)
            } else {
                let end = rest.firstIndex(of: UInt8(ascii: "<")) ?? rest.endIndex
                let text = try Self.resolved(rest[..<end])
                self.text += text
                if let last = open.last { elements[last].text += text }
                rest = rest[end...]
            }
        }
        guard open.isEmpty else { throw Malformed(description: "does not close \(elements[open[0]].name)") }
        let ids = elements.compactMap { $0["id"] }
        guard Set(ids).count == ids.count else { throw Malformed(description: "has an id twice: \(ids)") }
    }

    private mutating func takeTag(_ rest: inout ArraySlice<UInt8>) throws {
        let shown = String(decoding: rest.prefix(60), as: UTF8.self)
        rest = rest.dropFirst()
        let isEnd = rest.first == UInt8(ascii: "/")
        if isEnd { rest = rest.dropFirst() }
        let name = Self.takeName(&rest)
        guard Self.tags.contains(name) else { throw Malformed(description: "has a tag of its own: \(shown)") }
        var attributes: [(name: String, value: String)] = []
        while rest.first == UInt8(ascii: " ") {
            rest = rest.dropFirst()
            let attribute = Self.takeName(&rest)
            guard Self.attributes.contains(attribute), !isEnd, !attributes.contains(where: { $0.name == attribute })
            else {
                throw Malformed(description: "has an attribute of its own: \(shown)")
            }
            attributes.append((attribute, try Self.takeValue(&rest)))
        }
        guard rest.first == UInt8(ascii: ">") else {
            throw Malformed(description: "has a tag without its end: \(shown)")
        }
        rest = rest.dropFirst()
        guard !isEnd else {
            guard let last = open.popLast(), elements[last].name == name else {
                throw Malformed(description: "closes \(name), which is not open")
            }
            return
        }
        let form = open.last { elements[$0].name == "form" }
        elements.append(Element(name: name, attributes: attributes, form: form))
        if !Self.empty.contains(name) { open.append(elements.count - 1) }
    }

    private static func takeName(_ rest: inout ArraySlice<UInt8>) -> String {
        let name = rest.prefix { $0 == UInt8(ascii: "-") || (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
        rest = rest.dropFirst(name.count)
        return String(decoding: name, as: UTF8.self)
    }

    /// The value of an attribute; empty for one without.
    private static func takeValue(_ rest: inout ArraySlice<UInt8>) throws -> String {
        guard rest.first == UInt8(ascii: "=") else { return "" }
        guard rest.dropFirst().first == UInt8(ascii: "\"") else {
            throw Malformed(description: "has a value without quotes")
        }
        let value = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "\"") }
        rest = rest[value.endIndex...].dropFirst()
        return try resolved(value)
    }

    private static func resolved(_ bytes: ArraySlice<UInt8>) throws -> String {
        guard !bytes.contains(UInt8(ascii: "<")), !bytes.contains(UInt8(ascii: ">")),
            !bytes.contains(UInt8(ascii: "\r")),
            let text = String(validating: bytes, as: UTF8.self)
        else {
            throw Malformed(
                description: "has a text that is none: \(String(decoding: bytes.prefix(60), as: UTF8.self))")
        }
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var (result, rest) = ("", text[...])
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            guard let reference = references.first(where: { rest[start...].hasPrefix($0.text) }) else {
                throw Malformed(description: "has an & that begins no reference: \(rest[start...].prefix(20))")
            }
            result.append(reference.character)
            rest = rest[start...].dropFirst(reference.text.count)
        }
        return result + rest
    }

    package func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

    /// The addresses of all links.
    package var links: [String] { all("a").compactMap { $0["href"] } }

    package var title: String { all("title").first?.text ?? "" }

    package var heading: String { all("h1").first?.text ?? "" }
}
