import MovieBag
import Testing

@testable import MovieBagPages

@Suite struct PageTemplatesTests {
    private struct Missing: Error {}

    /// The real templates with some of them replaced.
    private static func templates(
        replacing changes: [String: String] = [:], without missing: String? = nil
    ) throws -> PageTemplates {
        try PageTemplates { name in
            guard name != missing else { throw Missing() }
            return try changes[name] ?? Repository.template(name)
        }
    }

    static let needed =
        PageName.allCases.map { "pages/\($0.rawValue).html" }
        + PageLanguage.allCases.map { "messages/\($0.rawValue).txt" }
        + ["style.css", "site.js", "favicon.svg", "head.html", "form_token.html"].map { "pages/\($0)" }

    @Test(arguments: needed) func aFileThatIsMissingIsNoticed(name: String) {
        #expect(throws: Missing.self) { try Self.templates(without: name) }
    }

    @Test(arguments: PageName.allCases) func aPageWithoutWhatItNeedsIsRefused(name: PageName) {
        let file = "pages/\(name.rawValue).html"
        #expect(throws: TemplateError.self) { try Self.templates(replacing: [file: "{{ unclosed"]) }
        for variable in name.required {
            // Every other one is there.
            let others = name.required.filter { "\($0)" != "\(variable)" }.map { "<p title=\"{{\($0)}}\">" }.joined()
            let error = #expect(throws: TemplateError.self) { try Self.templates(replacing: [file: others]) }
            #expect(error?.description == "template \(file) does not use {{ \(variable) }}")
        }
    }

    @Test func aFormWithoutItsTokenIsRefused() {
        #expect(throws: TemplateError.self) {
            try Self.templates(replacing: ["pages/form_token.html": "<input type=\"hidden\" name=\"form_token\">"])
        }
    }

    /// An operator's own language files may lack what is new.
    @Test func whatALanguageLacksIsSaidInEnglish() throws {
        let templates = try Self.templates(replacing: ["messages/de.txt": "title_login = Anmelden"])
        #expect(templates.texts(in: .german)("title_login") == "Anmelden")
        #expect(templates.texts(in: .german)("title_logout") == "Log out")
        #expect(templates.texts(in: .german).language == .german)
        #expect(throws: TemplateError.self) { try Self.templates(replacing: ["messages/en.txt": "a = b"]) }
    }

    @Test(arguments: PageLanguage.allCases) func everyPageIsThereInEveryLanguage(language: PageLanguage) throws {
        let templates = try RealPages.templates.get()
        for name in PageName.allCases {
            var values = PageValues()
            values["lang"] = language.rawValue
            let page = String(decoding: templates.render(name, in: language, values), as: UTF8.self)
            #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\""), "\(name)")
            #expect(page.hasSuffix("</html>\n"), "\(name)")
        }
    }
}
