import MovieBag
import Testing

struct TemplateTests {
    @Test(arguments: [
        ("a < b & \"c\" > 'd'", "a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39;"),
        // A combining mark makes one character of the quote and itself.
        ("\"\u{301} onload=", "&quot;\u{301} onload="),
        ("<\u{338}", "&lt;\u{338}"),
        (">\u{200D}&\u{FE0F}'\u{20E3}", "&gt;\u{200D}&amp;\u{FE0F}&#39;\u{20E3}"),
    ])
    func everySpecialByteOfAValueIsEscapedInHTML(value: String, html: String) throws {
        let template = try Template("page", source: "<p title=\"{{ value }}\">", format: .html)
        let rendered = template.render(["value": value])
        #expect(Array(rendered.utf8) == Array("<p title=\"\(html)\">".utf8))
    }

    @Test func aValueStaysAsItIsInText() throws {
        let template = try Template("mail", source: "{{ value }}", format: .text)
        #expect(template.render(["value": "<\"&'>"]) == "<\"&'>")
    }
}
