import Testing

@testable import MovieBagPages

@Suite struct PageValuesTests {
    private static func values(with items: [String]) -> PageValues {
        var values = PageValues()
        values["before"] = "b"
        values.begin(list: "items")
        for item in items { values.add(item: "item") { $0.append(contentsOf: item.utf8) } }
        values["after"] = "a"
        return values
    }

    @Test func aListOfTextsIsAListWithOneNameEach() throws {
        let page =
            "{{#items}}{{item}}{{after}}{{#inner}}x{{/inner}} {{/items}}{{^items}}none{{/items}}{{item}}{{items}}"
        #expect(try PageTemplate.render(page, Self.values(with: ["1", "<"])) == "1a &lt;a ")
        #expect(try PageTemplate.render(page, Self.values(with: [])) == "none")
        #expect(try PageTemplate.render("{{#items}}{{before}}{{/items}}", Self.values(with: ["", ""])) == "bb")
    }

    @Test func oneIsReplacedWithAllItsTexts() throws {
        var values = Self.values(with: ["1", "2"])
        values.merge(Self.values(with: ["3"]))
        #expect(try PageTemplate.render("{{#items}}{{item}}{{/items}}{{before}}{{after}}", values) == "3ba")
        values["items"] = "text"
        #expect(try PageTemplate.render("{{#items}}[{{item}}]{{/items}}{{items}}", values) == "[]text")
        values["items"] = nil
        #expect(values.entries.map(\.name.description) == ["before", "after"])
    }

    @Test func listsAreTakenOver() throws {
        var (inner, outer, values) = (PageValues(), PageValues(), PageValues())
        inner["x"] = "1"
        outer.set("one", list: [inner])
        outer.set("two", list: [inner, inner])
        values.set("one", list: [inner, inner, inner])
        values.merge(outer)
        #expect(try PageTemplate.render("{{#one}}{{x}}{{/one}} {{#two}}{{x}}{{/two}}", values) == "1 11")
    }

    /// Names that begin, end and are as long as others; the key is no more than a hint.
    @Test func namesAreToldApart() {
        var values = PageValues()
        values["a_name_that_is_long"] = "1"
        values["a_name_than_is_long"] = "2"
        values["a"] = "3"
        values["b"] = "4"
        values["movie_name_problem"] = "5"
        values["movie_year_problem"] = "6"
        #expect(values["a_name_that_is_long"] == "1" && values["a_name_than_is_long"] == "2")
        #expect(values["a"] == "3" && values["b"] == "4")
        #expect(values["movie_name_problem"] == "5" && values["movie_year_problem"] == "6")
    }
}
