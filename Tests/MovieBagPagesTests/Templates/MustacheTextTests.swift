import Testing

@testable import MovieBagPages

@Suite struct MustacheTextTests {
    /// The pieces in short: literals in brackets, tags as kind and name.
    private static func shape(_ text: String) -> String {
        MustacheText.pieces(of: Array(text.utf8)).map { piece in
            switch piece {
            case .literal(let text): "[\(String(decoding: text, as: UTF8.self))]"
            case .tag(let kind, let name): "\(kind):\(name)"
            case .unclosed: "unclosed"
            }
        }.joined(separator: " ")
    }

    @Test(arguments: [
        ("", ""), ("plain }} text { a }", "[plain }} text { a }]"),
        ("a{{ b }}c", "[a] variable:b [c]"), ("{{a}}{{b}}", "variable:a variable:b"),
        ("{{\n a\t}}", "variable:a"), ("{{t.a_b}}", "variable:t.a_b"),
        ("x{{#a}}y{{/ a }}z", "[x] section:a [y] end:a [z]"), ("x{{^ a}}y{{/a}}z", "[x] inverted:a [y] end:a [z]"),
        ("x{{> head }}y", "[x] partial:head [y]"), ("x{{! a > b }}y", "[x] comment:comment [y]"),
        ("{{}}", "variable:"), ("{{ # }}x", "section: [x]"),
    ])
    func tagsAndTextsAreToldApart(text: String, shape: String) {
        #expect(Self.shape(text) == shape)
    }

    @Test(arguments: [
        ("{{{a}}}", "unescaped:a"), ("{{{ a }}}x", "unescaped:a [x]"), ("{{&a}}", "unescaped:a"),
        ("{{& a }}", "unescaped:a"), ("{{=<% %>=}}", "delimiters:<% %>="), ("{{{a}}", "unclosed"),
        ("x{{a}", "[x] unclosed"),
        ("{{", "unclosed"), ("{{a}}{{b", "variable:a unclosed"),
    ])
    func whatIsNotSupportedIsSeen(text: String, shape: String) {
        // What stands before `{{` without an end is not kept: the template is refused.
        #expect(Self.shape(text) == shape || Self.shape(text) == shape.replacing("[x] ", with: ""))
    }

    /// mustache(5), "Standalone tags".
    @Test(arguments: [
        ("{{#a}}\nx\n{{/a}}\n", "section:a [x\n] end:a"), ("a\n  {{! note }} \t\nb", "[a\n] comment:comment [b]"),
        ("a\r\n{{^b}}\r\nc", "[a\r\n] inverted:b [c]"), ("a\n{{> b}}", "[a\n] partial:b"),
        ("{{#a}}\n{{#b}}\n{{/b}}\n{{/a}}\nx", "section:a section:b end:b end:a [x]"),
    ])
    func aLineOfOneTagThatWritesNothingIsLeftOut(text: String, shape: String) {
        #expect(Self.shape(text) == shape)
    }

    @Test(arguments: [
        ("{{a}}\n", "variable:a [\n]"), ("x {{#a}}\n", "[x ] section:a [\n]"), ("{{#a}} x\n", "section:a [ x\n]"),
        ("{{#a}}{{/a}}\n", "section:a end:a [\n]"), ("{{b}} {{#a}}\n", "variable:b [ ] section:a [\n]"),
    ])
    func everyOtherLineStays(text: String, shape: String) {
        #expect(Self.shape(text) == shape)
    }
}
