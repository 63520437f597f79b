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
        self.init(language, try NamedTexts("messages/\(language.rawValue).txt", source: source).texts)
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
}
