import Testing

@testable import MovieBagPages

@Suite struct PageTemplateTests {
    private static func values(_ texts: KeyValuePairs<StaticString, String>) -> PageValues {
        var values = PageValues()
        for (name, text) in texts { values[name] = text }
        return values
    }

    @Test func whatIsMissingIsNothing() throws {
        #expect(try PageTemplate.render("[{{a}}{{#a}}x{{/a}}{{^a}}y{{/a}}]", PageValues()) == "[y]")
    }

    @Test func anEmptyTextOpensNoSection() throws {
        #expect(try PageTemplate.render("[{{a}}{{#a}}x{{/a}}{{^a}}y{{/a}}]", Self.values(["a": ""])) == "[y]")
    }

    @Test func aTextOpensItsSectionOnce() throws {
        #expect(try PageTemplate.render("[{{#a}}x{{a}}{{/a}}{{^a}}y{{/a}}]", Self.values(["a": "1"])) == "[x1]")
    }

    @Test func aListOpensItForEachEntryWhichLooksOutwards() throws {
        var values = Self.values(["name": "outer", "b": "B"])
        values.set("list", list: [Self.values(["name": "one"]), Self.values(["b": "b"]), PageValues()])
        #expect(
            try PageTemplate.render("{{#list}}{{name}}{{b}} {{/list}}{{name}}", values) == "oneB outerb outerB outer")
        values.set("list", list: [])
        #expect(try PageTemplate.render("[{{#list}}x{{/list}}{{^list}}none{{/list}}]", values) == "[none]")
    }

    @Test func listsStandInLists() throws {
        var (inner, outer, values) = (PageValues(), PageValues(), PageValues())
        inner["x"] = "1"
        outer.set("inner", list: [inner, inner])
        values.set("outer", list: [outer, PageValues(), outer])
        #expect(try PageTemplate.render("{{#outer}}({{#inner}}{{x}}{{/inner}}){{/outer}}", values) == "(11)()(11)")
    }

    @Test func aListIsNoText() throws {
        var values = PageValues()
        values.set("a", list: [PageValues()])
        #expect(try PageTemplate.render("[{{a}}]", values) == "[]")
        #expect(values["a"] == nil)
    }

    /// ASVS 1.2.1
    @Test(arguments: [
        ("<script>alert('x')</script>", "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"),
        ("a \"b\" & 'c'", "a &quot;b&quot; &amp; &#39;c&#39;"), ("&amp;", "&amp;amp;"),
        ("</textarea>", "&lt;/textarea&gt;"),
        ("a\r\nb", "a&#13;\nb"), ("a\0b", "a\u{fffd}b"), ("{{a}}", "{{a}}"), ("ä漢🎬", "ä漢🎬"), ("<", "&lt;"), ("", ""),
    ])
    func everyValueStaysText(value: String, output: String) throws {
        #expect(try PageTemplate.render("{{a}}", Self.values(["a": value])) == output)
        #expect(try PageTemplate.render("<p title=\"{{a}}\">", Self.values(["a": value])) == "<p title=\"\(output)\">")
    }

    @Test func bytesAreEscapedLikeTexts() throws {
        var values = PageValues()
        values.set("a", utf8: Array("<ä>".utf8))
        #expect(try PageTemplate.render("{{a}}", values) == "&lt;ä&gt;")
        values.set("a", utf8: nil)
        #expect(try PageTemplate.render("[{{a}}]", values) == "[]")
    }

    @Test func laterValuesReplaceThoseBefore() throws {
        var values = Self.values(["a": "1", "b": "2"])
        values["a"] = "3"
        values.merge(Self.values(["b": "4", "c": "5"]))
        #expect(try PageTemplate.render("{{a}}{{b}}{{c}}", values) == "345")
        values["a"] = nil
        values.set("b", if: false)
        values.set("c", if: true)
        #expect(try PageTemplate.render("[{{a}}{{b}}{{c}}]", values) == "[true]")
    }
}
