import MovieBag

/// The pages in each language, and the files that they load: read and checked once at start.
package struct PageTemplates: Sendable {
    private let pages: [PageLanguage: [PageName: PageTemplate]]
    private let texts: [PageLanguage: PageTexts]
    package let files: PageFiles

    /// Reads and checks all of them.
    ///
    /// - Throws: `TemplateError`, or what `source` throws.
    package init(source: TemplateSource) throws {
        (pages, texts, files) = try withoutActuallyEscaping(source) { source in
            func readTexts(of language: PageLanguage) throws -> PageTexts {
                try PageTexts(language, source: source("messages/\(language.rawValue).txt"))
            }
            let english = try readTexts(of: .english)
            var texts = [PageLanguage.english: english]
            for language in PageLanguage.allCases where language != .english {
                // What a language lacks is said in the first one.
                texts[language] = try readTexts(of: language).completed(by: english)
            }
            // Each file is read once, for all pages that have it.
            var files: [String: String] = [:]
            func read(_ name: String) throws -> String {
                if let text = files[name] { return text }
                let text = try source(name)
                files[name] = text
                return text
            }
            var pages: [PageLanguage: [PageName: PageTemplate]] = [:]
            for name in PageName.allCases {
                // Once for all languages, as each of them has every text that the first one has.
                let parts = try PageTemplateParser.parts(name.rawValue, source: read, texts: english)
                for (language, texts) in texts {
                    let template = PageTemplate(parts: parts, texts: texts)
                    if language == .english { try Self.check(template, name) }
                    pages[language, default: [:]][name] = template
                }
            }
            return (pages, texts, try PageFiles(source: source))
        }
    }

    /// - Throws: `TemplateError` when a page does not use what it must.
    private static func check(_ template: PageTemplate, _ name: PageName) throws {
        for variable in name.required {
            let probe = "probe-of-\(variable)"
            var values = PageValues()
            values[variable] = probe
            guard String(decoding: template.render(values), as: UTF8.self).contains(probe) else {
                throw TemplateError("pages/\(name.rawValue).html", "does not use {{ \(variable) }}")
            }
        }
    }

    /// The page in a language, filled in.
    package func render(_ name: PageName, in language: PageLanguage, _ values: PageValues) -> [UInt8] {
        // There is one for each language and name.
        pages[language]?[name]?.render(values) ?? []
    }

    func texts(in language: PageLanguage) -> PageTexts {
        texts[language]!  // there is one for each language
    }
}
