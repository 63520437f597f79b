import MovieBag
import Testing

@testable import MovieBagPages

@Suite struct PageTextsTests {
    private static func texts(_ source: String, _ language: PageLanguage = .english) throws -> PageTexts {
        try PageTexts(language, source: source)
    }

    @Test func linesAreNamesAndTexts() throws {
        let texts = try Self.texts("# note\n\n a =  b = c \r\nd=\n  # e = f\n\u{FEFF}# g\nh.one = i")
        #expect(texts.names == ["a", "d", "h.one"])
        #expect(texts("a") == "b = c" && texts.text("d") == "" && texts.text("e") == nil)
    }

    @Test(arguments: [("a = 1\nb\n", "has no = in line 2"), ("a = 1\n\na=2", "has a a second time in line 3")])
    func otherLinesAreRefused(source: String, reason: String) {
        let error = #expect(throws: TemplateError.self) { try Self.texts(source) }
        #expect(error?.description == "template messages/en.txt \(reason)")
    }

    @Test func valuesFillTheirPlaces() throws {
        let texts = try Self.texts("a = {x} and {y}, {x}\nb = { {x\nc = {unknown} }")
        #expect(texts("a", ["x": "1", "y": "2"]) == "1 and 2, 1")
        #expect(texts("b", ["x": "1"]) == "{ {x" && texts("c", ["x": "1"]) == "{unknown} }")
        // What is filled in is no place itself.
        #expect(texts("a", ["x": "{y}", "y": "2"]) == "{y} and 2, {y}")
        #expect(texts("none") == "none")
    }

    /// CLDR 48, plural rules: the samples of integers.
    @Test(arguments: [
        (PageLanguage.english, PluralForm.one, [1]), (.english, .other, [0, 2, 3, 16, 100, 1000, 10_000, 1_000_000]),
        (.german, .one, [1]), (.german, .other, [0, 2, 16, 100, 1000, 1_000_000]), (.arabic, .zero, [0]),
        (.arabic, .one, [1]), (.arabic, .two, [2]), (.arabic, .few, [3, 5, 10, 103, 110, 1003]),
        (.arabic, .many, [11, 26, 99, 111, 1011]),
        (.arabic, .other, [100, 101, 102, 200, 202, 300, 302, 500, 502, 600, 1000, 10_000, 100_000, 1_000_000]),
    ])
    func numbersHaveTheFormOfTheLanguage(language: PageLanguage, form: PluralForm, numbers: [Int]) {
        for number in numbers { #expect(PluralForm(number, in: language) == form, "\(number)") }
        #expect(PluralForm.all(of: language).contains(form))
    }

    @Test func countedTextsHaveTheirForm() throws {
        let texts = try Self.texts(
            "number_group = ,\na.one = {count} thing of {x}\na.other = {count} things of {x}\nb.other = {count}")
        #expect(texts("a", count: 1, ["x": "{count}"]) == "1 thing of {count}")
        #expect(texts("a", count: 1_204, ["x": "y"]) == "1,204 things of y")
        // A form that is missing is the other one.
        #expect(texts("b", count: 1) == "1")
        #expect(texts("c", count: 1) == "c")
    }

    @Test(arguments: [
        (0, "0"), (999, "999"), (1000, "1,000"), (12_345, "12,345"), (1_000_000, "1,000,000"), (-5, "-5"),
        (-1234, "-1,234"),
    ])
    func numbersHaveGroups(number: Int, text: String) throws {
        #expect(try RealPages.texts().number(number) == text)
    }

    @Test(arguments: [(750, "7.5"), (1000, "10.0"), (704, "7.0"), (705, "7.1"), (995, "10.0"), (100, "1.0")])
    func averagesHaveOnePlace(hundredths: Int, text: String) throws {
        #expect(try RealPages.texts().tenths(ofHundredths: hundredths) == text)
    }

    @Test func datesAreThoseOfTheLanguage() throws {
        let texts = try RealPages.texts()
        #expect(texts.date(try #require(CalendarDate("2024-02-29".utf8))) == "29 February 2024")
        #expect(texts.date(UnixTime(seconds: 1_750_000_000)) == "15 June 2025")
        #expect(texts.dateAndTime(UnixTime(seconds: 1_750_000_000)) == "15 June 2025, 15:06 UTC")
        #expect(texts.dateAndTime(UnixTime(seconds: 1_735_689_540)) == "31 December 2024, 23:59 UTC")
    }

    @Test func textsOfUsersAreIsolated() throws {
        #expect(try RealPages.texts().isolated("a") == "\u{2068}a\u{2069}")
    }

    @Test(arguments: [
        (1, "in a second"), (89, "in 89 seconds"), (90, "in 2 minutes"), (5399, "in 90 minutes"), (5400, "in 2 hours"),
    ])
    func whenToTryAgainIsRounded(seconds: Int64, text: String) throws {
        #expect(try RealPages.texts().retry(after: seconds) == "Please try again \(text).")
    }

    @Test(arguments: [
        (1, "in a minute"), (61, "in 2 minutes"), (5400, "in 90 minutes"), (5401, "in 2 hours"),
        (86_400, "in 24 hours"),
    ])
    func aLimitSaysWhenItIsOver(seconds: Int64, text: String) throws {
        let limit = LimitReached(retryAfter: seconds)
        #expect(try RealPages.texts().limit(limit) == "That was tried too often. Please try again \(text).")
    }
}
