/// The templates that mails are made from: two for each ``MailKind`` in each ``MailLanguage``, and the words of each language.
///
/// What a language lacks is English: a kind as a whole, so that no mail has its two parts in two languages, and single words.
///
/// Tests: MailTextsTests.swift, MailComposerTests.swift
package struct MailTexts: Sendable {
    /// What a mail of a kind is made from.
    struct Texts: Sendable {
        let text: Template
        let html: Template
        let words: MailWords
    }

    private let texts: [MailLanguage: [MailKind: Texts]]

    /// Reads and checks all of them.
    ///
    /// - Parameters:
    ///   - words: gives the files of words; those that are built in are used where it has none.
    ///   - source: gives the templates. Those of English must be there.
    /// - Throws: ``TemplateError``, or what `source` throws.
    package init(words: TemplateSource = Self.noWords, source: TemplateSource) throws {
        var texts: [MailLanguage: [MailKind: Texts]] = [:]
        var english = MailWords.builtIn
        for language in MailLanguage.allCases {
            var templates: [MailKind: (text: Template, html: Template)] = [:]
            for kind in MailKind.allCases { templates[kind] = try Self.templates(of: kind, language, source: source) }
            let words = MailWords(language, own: try Self.words(of: language, source: words), others: english)
            if language == .english { english = words }
            texts[language] = templates.mapValues { Texts(text: $0.text, html: $0.html, words: words) }
                .merging(texts[.english] ?? [:]) { own, _ in own }
        }
        self.texts = texts
    }

    /// What there is to say in a language of a kind.
    subscript(kind: MailKind, language: MailLanguage) -> Texts { texts[language]![kind]! }  // Every kind has some.

    /// Has no file of words.
    package static func noWords(_ name: String) throws -> String {
        throw TemplateError(name, "is missing", isMissing: true)
    }

    private static func words(of language: MailLanguage, source: TemplateSource) throws -> [String: String] {
        let name = "\(language.folder)/words.txt"
        return try unlessMissing { try NamedTexts(name, source: source(name)).texts } ?? [:]
    }

    /// The templates of a kind in a language; `nil` when one is missing, and the English ones serve.
    private static func templates(
        of kind: MailKind, _ language: MailLanguage, source: TemplateSource
    ) throws -> (text: Template, html: Template)? {
        func template(_ ending: String, _ format: Template.Format) throws -> Template? {
            let name = "\(language.folder)/\(kind.template).\(ending)"
            let text = language == .english ? try source(name) : try unlessMissing { try source(name) }
            return try text.map {
                try Template(name, source: $0, format: format, required: kind.hasLink ? ["url"] : [])
            }
        }
        // Both are looked for, so that a list of them has both.
        let (text, html) = (try template("txt", .text), try template("html", .html))
        guard let text, let html else { return nil }
        return (text, html)
    }

    /// What `read` gives; `nil` when the file is missing.
    private static func unlessMissing<Value>(_ read: () throws -> Value) throws -> Value? {
        do {
            return try read()
        } catch let error as TemplateError where error.isMissing {
            return nil
        }
    }
}
