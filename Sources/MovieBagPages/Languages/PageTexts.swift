import MovieBag

/// The texts of one language, by name: lines `name = text`, as `templates/messages/en.txt` has them. A text may hold places for
/// values, as `{count}`; plural forms are names of their own, as `movies_found.one`.
///
/// Tests: PageTextsTests.swift
package struct PageTexts: Sendable {
    package let language: PageLanguage
    private let texts: [String: String]

    /// - Parameter source: the lines; empty ones and those that begin with `#` do not count.
    /// - Throws: `TemplateError` for a line that is none, and for a name that is given twice.
    package init(_ language: PageLanguage, source: String) throws(TemplateError) {
        let file = "messages/\(language.rawValue).txt"
        var texts: [String: String] = [:]
        for (index, line) in source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let line = Self.trimmed(line)
            guard !line.isEmpty, !line.hasPrefix("#"), !line.hasPrefix("\u{FEFF}#") else { continue }
            guard let equals = line.firstIndex(of: "=") else {
                throw TemplateError(file, "has no = in line \(index + 1)")
            }
            let name = String(Self.trimmed(line[..<equals]))
            guard texts.updateValue(String(Self.trimmed(line[equals...].dropFirst())), forKey: name) == nil else {
                throw TemplateError(file, "has \(name) a second time in line \(index + 1)")
            }
        }
        self.language = language
        self.texts = texts
    }

    /// The same with what is missing taken from `other`, of the same language or another one.
    package func completed(by other: PageTexts) -> PageTexts {
        PageTexts(language, texts.merging(other.texts) { own, _ in own })
    }

    private init(_ language: PageLanguage, _ texts: [String: String]) {
        self.language = language
        self.texts = texts
    }

    /// The names of all texts.
    package var names: Set<String> { Set(texts.keys) }

    /// A text without places for values.
    func text(_ name: String) -> String? { texts[name] }

    /// A text with values in its places. One that is missing shows its name, which the tests of the texts find.
    func callAsFunction(_ name: String, _ values: KeyValuePairs<String, String> = [:]) -> String {
        let text = texts[name] ?? name
        return text.contains("{") ? Self.filled(text, values) : text
    }

    /// A text in the form that a number wants, with the number in the place `{count}`.
    func callAsFunction(_ name: String, count: Int, _ values: KeyValuePairs<String, String> = [:]) -> String {
        let form = PluralForm(count, in: language)
        let text = texts["\(name).\(form)"] ?? texts["\(name).\(PluralForm.other)"] ?? name
        let counted = Self.filled(text, ["count": number(count)])
        return Self.filled(counted, values)
    }

    private static func filled(_ text: String, _ values: KeyValuePairs<String, String>) -> String {
        var filled = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}") {
            filled += rest[..<start]
            let name = rest[rest.index(after: start)..<end]
            filled += values.first { $0.key == name }?.value ?? String(rest[start...end])
            rest = rest[end...].dropFirst()
        }
        return filled + rest
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
