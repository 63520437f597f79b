import MovieBag
import Testing

@testable import MovieBagPages

/// Where a template may have a value.
@Suite struct MarkupContextTests {
    private static func compile(_ page: String) throws {
        _ = try PageTemplateParser.template(
            "page", source: { _ in page }, texts: PageTexts(.english, source: "a = text"))
    }

    @Test(arguments: [
        "<p>{{x}}</p>", "{{x}}", "<p title=\"{{x}}\">", "<p title='a {{x}} b {{y}}'>", "<P TITLE=\"{{x}}\">",
        "<a href=\"{{x_url}}\">", "<a href='{{x_url}}'>", "<a href=\"{{x_url}}#part\">", "<form action=\"{{a_url}}\">",
        "<a href=\"#main\">{{x}}</a>", "<img src=\"{{x_url}}\" alt=\"{{x}}\">", "<title>{{x}}</title>",
        "<textarea>{{x}}</textarea>", "<script src=\"{{x_url}}\" defer></script>{{x}}",
        "<script>let a = 1</script>{{x}}",
        "<style>p { color: red }</style>{{x}}", "<!DOCTYPE html><!-- a > b --><p>{{x}}", "<br/>{{x}}", "<br />{{x}}",
        "<input{{#a}} checked{{/a}}>", "<input name=\"b\"{{#a}} checked{{/a}} value=\"{{x}}\">",
        "<p{{#a}} class=\"{{x}}\"{{/a}}>", "<p{{#a}} class=\"b\"{{/a}}{{^a}} id=\"c\"{{/a}}>",
        "<a title=\"{{#a}}{{x}}{{/a}}\">",
        "{{#a}}<p>{{x}}</p>{{/a}}", "<ul>{{#a}}<li>{{/a}}</ul>", "<p title = \"{{x}}\">", "<p title\n=\n'{{x}}'>",
        "<p title=\"a>b\">{{x}}", "<p class=narrow>{{x}}", "1 < 2 {{x}}", "<p>{{t.a}}</p>", "<p title=\"{{t.a}}\">",
        "<textarea>\n{{x}}</textarea>", "<p data-x=\"{{x}}\">", "<p hidden title=\"{{x}}\">", "<p x=>{{x}}</p>",
        "<textarea><p title=\"{{x}}</textarea>{{x}}", "<title>a < b {{x}}</title>", "<!----><p>{{x}}",
        "<!-- - -- a --->{{x}}",
        "<style>a</styles></STYLE >{{x}}", "{{#a}}<p title=\"b\">{{/a}}{{x}}", "<p{{#a}} b{{/a}} title=\"{{x}}\">",
        "<{{! note }}p title=\"{{x}}\">", "<<p>{{x}}", "<script>a < b</script>{{x}}",
    ])
    func aValueMayStandInAnElementAndBetweenQuotes(page: String) {
        #expect(throws: Never.self) { try Self.compile(page) }
    }

    /// ASVS 1.2.1
    @Test(arguments: [
        // Without quotes, and where no value is.
        "<p title={{x}}>", "<p title= {{x}}>", "<p title=a{{x}}>", "<p {{x}}>", "<p{{x}}>", "<{{x}}>", "<{{x}}",
        "</{{x}}>",
        "<p {{x}}=\"a\">", "<p a{{x}}=\"a\">", "<p \"{{x}}\">", "<!-- {{x}} -->", "<!DOCTYPE {{x}}>",
        "<p title={{t.a}}>",
        "<p title==\"{{x}}\">", "<{{! note }}script>{{x}}</script>",
        // Where it is no text but a program or styles.
        "<script>{{x}}</script>", "<SCRIPT>{{x}}</SCRIPT>", "<script src=\"a\">{{x}}</script>",
        "<script>'</p>{{x}}'</script>",
        "<style>{{x}}</style>", "<style>{{t.a}}</style>", "<noscript>{{x}}</noscript>", "<iframe>{{x}}</iframe>",
        "<script/>{{x}}", "<script/src=\"a\">{{x}}", "<script >{{x}}", "<script\n>{{x}}", "<plaintext>{{x}}",
        "<script></scrip>{{x}}</script>", "<!-- --!><script>{{x}}</script>", "<p x=> a=\"<script>{{x}}\">",
        "<p onclick=\"{{x}}\">", "<p ONCLICK='{{x}}'>", "<p onclick = \"{{x}}\">", "<p onclick =\"a>{{x}}\">",
        "<p a/onclick=\"{{x}}\">", "<p/onclick=\"{{x}}\">", "<p title=\"a\"onclick=\"{{x}}\">", "<p style=\"{{x}}\">",
        "<p style=\"color: {{x}}\">", "<p onclick=\"{{t.a}}\">", "<iframe srcdoc=\"{{x}}\">",
        "<meta http-equiv=\"{{x}}\">",
        // Addresses.
        "<a href=\"{{x}}\">", "<a HREF='{{x}}'>", "<a href =\"{{x}}\">", "<a href=\"/{{x_url}}\">",
        "<a href=\" {{x_url}}\">",
        "<a href=\"{{x_url}}{{y_url}}\">", "<a href=\"{{t.a}}\">", "<form action=\"{{action}}\">",
        "<img src=\"{{url}}\">",
        "<button formaction=\"{{x}}\">", "<a href=\"{{#a}}{{b_url}}{{/a}}{{c_url}}\">",
        "<a href=\"javascript:{{x_url}}\">",
        "<a ping=\"{{x}}\">", "<img srcset=\"{{x}}\">", "<link imagesrcset=\"{{x}}\">", "<object data=\"{{x}}\">",
        "<use xlink:href=\"{{x}}\">",
        // What browsers read otherwise than it looks.
        "<script></scriptx>{{x}}</script>", "<script><!--<script></script>{{x}}</script>", "<title><{{x}}</title>",
        "<title></{{x}}</title>", "<textarea><p title=\"</textarea><p onclick={{x}}\">",
        "<1 title=\"<p onclick={{x}}>\">",
        "<!{{! note }}-- > <p title=\" --><p onclick={{x}}\">",
        "<script><{{! note }}/script><p onclick=\"</script>{{x}}\">",
        "<![CDATA[ > {{x}}", "<? > {{x}}", "</ > {{x}}", "<!--> {{x}}", "<!---> {{x}}", "<p =a=\"{{x}}\">",
    ])
    func elsewhereItIsRefused(page: String) {
        #expect(throws: TemplateError.self) { try Self.compile(page) }
    }

    @Test(arguments: [
        "{{#a}}<p{{/a}}>", "<p{{#a}}>{{/a}}", "<p title=\"{{#a}}\"{{/a}}>", "<p{{#a}} title=\"{{/a}}\">",
        "{{#a}}<script>{{/a}}x</script>", "<script>{{#a}}</script>{{/a}}", "{{#a}}<!-- {{/a}}-->", "{{^a}}<p {{/a}}>",
        "<p title={{#a}}\"x\"{{/a}}>", "<scr{{#a}}ipt{{/a}}>x</script>", "<p title=\"{{#a}}\" onclick=\"{{/a}}\">",
        "<p{{#a}} title{{/a}}=\"{{x}}\">", "<p{{#a}} title{{/a}}{{#b}}=\"{{x}}\"{{/b}}>",
        "<p {{#a}}onclick{{/a}}=\"{{x}}\">",
        "<{{#a}}p{{/a}}>", "<p{{#a}} lang{{/a}}b=\"{{x}}\">", "<p on{{#a}} lang{{/a}}click=\"{{x}}\">",
        "<p {{#a}}click=\"{{x}}\" on{{/a}}>",
    ])
    func aSectionEndsWithinTheMarkupThatItBeginsIn(page: String) {
        #expect(throws: TemplateError.self) { try Self.compile(page) }
    }
}
