import MovieBag
import Testing

@testable import MovieBagPages

@Suite struct PageTemplateParserTests {
    struct Missing: Error {}

    /// Compiles `page` with these partials, and fills values in.
    private static func render(
        _ page: String, partials: [String: String] = [:], texts: String = "", _ values: PageValues = PageValues()
    ) throws -> String {
        let files = Dictionary(uniqueKeysWithValues: partials.map { ("pages/\($0).html", $1) })
            .merging(["pages/page.html": page]) { $1 }
        let template = try PageTemplateParser.template(
            "page",
            source: { name in
                guard let text = files[name] else { throw Missing() }
                return text
            }, texts: PageTexts(.english, source: texts))
        return String(decoding: template.render(values), as: UTF8.self)
    }

    @Test func partialsAreInThePageWithTheirValues() throws {
        var values = PageValues()
        values["a"] = "1"
        let partials = ["head": "<b>{{a}}</b>\n{{> inner}}\n", "inner": "{{#a}}<i>{{a}}</i>{{/a}}\n"]
        #expect(try Self.render("{{> head}}\nend", partials: partials, values) == "<b>1</b>\n<i>1</i>\nend")
    }

    @Test func textsOfTheLanguageAreInItEscaped() throws {
        #expect(
            try Self.render("<p title=\"{{t.a}}\">{{t.a}}</p>", texts: "a = <b> & \"c\"")
                == "<p title=\"&lt;b&gt; &amp; &quot;c&quot;\">&lt;b&gt; &amp; &quot;c&quot;</p>")
    }

    /// A text may say `{{ a }}`: it is no template.
    @Test func textsAreNoTemplates() throws {
        var values = PageValues()
        values["a"] = "1"
        #expect(try Self.render("{{t.b}}", texts: "b = {{a}}", values) == "{{a}}")
    }

    @Test(arguments: [
        ("{{#a}}x", "does not close {{# a }}"), ("x{{/a}}", "has {{/ a }} without its beginning"),
        ("{{#a}}{{#b}}{{/a}}{{/b}}", "has {{/ a }} without its beginning"), ("x{{a", "has {{ without }}"),
        ("{{ }}", "has a tag without a name"), ("{{> }}", "has a tag without a name"),
        ("{{t.none}}", "uses {{ t.none }}, which messages/en.txt has not"), ("{{{a}}}", "uses {{{ a }}}"),
        ("{{& a}}", "uses {{{ a }}}"), ("{{=| |=}}", "changes the delimiters"), ("<p", "ends within a tag"),
        ("<p title=\"", "ends within a tag"), ("<script>", "ends within a tag"), ("x <", "ends within a tag"),
        ("<!-- x", "ends within a tag"),
    ])
    func whatIsMalformedIsRefusedWithItsReason(page: String, reason: String) {
        let error = #expect(throws: TemplateError.self) { try Self.render(page) }
        #expect(error?.description.hasPrefix("template pages/page.html \(reason)") == true, "\(error as Any)")
    }

    @Test func aProblemOfAPartialNamesIt() {
        let error = #expect(throws: TemplateError.self) {
            try Self.render("<p>{{> head}}</p>", partials: ["head": "<script>{{a}}</script>"])
        }
        #expect(error?.description.hasPrefix("template pages/head.html has {{ a }}") == true)
    }

    @Test func aSectionEndsInItsOwnFile() {
        #expect(throws: TemplateError.self) {
            try Self.render("{{> head}}{{/a}}", partials: ["head": "{{#a}}"])
        }
        #expect(throws: TemplateError.self) {
            try Self.render("{{#a}}{{> foot}}", partials: ["foot": "{{/a}}"])
        }
    }

    @Test func aPartialOfItselfIsRefused() {
        #expect(throws: TemplateError.self) { try Self.render("{{> a}}", partials: ["a": "x{{> a}}"]) }
        #expect(throws: TemplateError.self) {
            try Self.render("{{> a}}", partials: ["a": "x{{> b}}", "b": "{{#c}}{{> a}}{{/c}}"])
        }
        let nested = Dictionary(uniqueKeysWithValues: (1...8).map { ("p\($0)", $0 < 8 ? "{{> p\($0 + 1)}}" : "end") })
        #expect(throws: Never.self) { try Self.render("{{> p1}}", partials: nested) }
    }

    @Test func aPartialThatIsNotThereIsNoticed() {
        #expect(throws: Missing.self) { try Self.render("{{> none}}") }
    }
}
