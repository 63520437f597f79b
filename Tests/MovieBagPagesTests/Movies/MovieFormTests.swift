import MovieBag
import Testing
import Web

@testable import MovieBagPages

@Suite struct MovieFormTests {
    private static func form(_ text: String) throws -> MovieForm {
        try MovieForm(.sending(text))
    }

    private static func lines(_ texts: [[UInt8]]) -> [String] { texts.map { String(decoding: $0, as: UTF8.self) } }

    /// The problems of a form, with their fields.
    private static func problems(_ text: String) throws -> [String] {
        var form = try form(text)
        let draft = form.draft(try RealPages.texts())
        #expect((draft == nil) == !form.problems.isEmpty)
        return form.problems.all.map { "\($0.field.map { "\($0.id)" } ?? "-"): \($0.text)" }
    }

    @Test func whatWasTypedBecomesAMovie() throws {
        var form = try Self.form(
            "name=+Ran%C2%A0&year=1985&imdb=tt0089881&casts=Tatsuya+Nakadai%0D%0A%0D%0A+Mieko+Harada+%0A&known_casts=Akira"
                + "&genres=War&known_genres=Drama&known_genres=War&other=x")
        let draft = try #require(form.draft(try RealPages.texts()))
        #expect(String(decoding: draft.name.utf8, as: UTF8.self) == "Ran")
        #expect(draft.year?.number == 1985 && draft.imdb?.utf8 == Array("tt0089881".utf8))
        #expect(Self.lines(draft.cast.texts) == ["Tatsuya Nakadai", "Mieko Harada", "Akira"])
        #expect(Self.lines(draft.genres.texts) == ["War", "Drama"])
    }

    @Test func aNameIsEnough() throws {
        var form = try Self.form("name=Ran&year=&imdb=&casts=&genres=%0D%0A")
        let draft = try #require(form.draft(try RealPages.texts()))
        #expect(draft.year == nil && draft.imdb == nil && draft.cast.texts.isEmpty && draft.genres.texts.isEmpty)
    }

    @Test(arguments: [
        "tt0089881", "https://www.imdb.com/title/tt0089881/", "https://m.imdb.com/title/tt0089881/?ref_=nv_sr_1",
        "http://imdb.com/title/tt0089881", "https://www.imdb.com/title/tt0089881?ref_=x",
        "https://imdb.com/title/tt0089881#cast", "https://www.imdb.com/de/title/tt0089881/reviews",
        "imdb.com/title/tt0089881/", "www.imdb.com/title/tt0089881/?ref_=x", "HTTPS://WWW.IMDb.com/title/tt0089881/",
        "TT0089881",
    ])
    func anAddressOfIMDbIsItsIdentifier(text: String) throws {
        #expect(try Self.form("name=a&imdb=\(Array(text.utf8).percentEncoded)").imdb == Array("tt0089881".utf8))
    }

    @Test(arguments: ["ftp://x/tt0089881", "x/tt0089881", "javascript:0//tt0089881", "tt0089881 or so", "Some/TT"])
    func anythingElseStaysAsItWasTyped(text: String) throws {
        #expect(try Self.form("name=a&imdb=\(Array(text.utf8).percentEncoded)").imdb == Array(text.utf8))
    }

    @Test(arguments: ["١٩٨٥", "۱۹۸۵", "１９８５"])
    func aYearMayHaveTheDigitsOfAnotherKeyboard(digits: String) throws {
        var form = try Self.form("name=a&year=\(Array(digits.utf8).percentEncoded)")
        #expect(form.draft(try RealPages.texts())?.year?.number == 1985)
    }

    @Test(arguments: [
        ("name=", "name: Please enter a name of 1 to 300 characters."),
        ("", "name: Please enter a name of 1 to 300 characters."),
        ("name=%00", "name: Please enter a name of 1 to 300 characters."),
        ("name=a&year=85", "year: Please enter a year from 1874 to 2100, or none."),
        ("name=a&year=1873", "year: Please enter a year from 1874 to 2100, or none."),
        ("name=a&year=%2B198", "year: Please enter a year from 1874 to 2100, or none."),
        ("name=a&year=%D9%A1%D9%A9%D9%A8", "year: Please enter a year from 1874 to 2100, or none."),
        ("name=a&imdb=0089881", "imdb: Please enter an IMDb id like tt0078748, or none."),
        ("name=a&imdb=https%3A%2F%2Fevil.example%2F", "imdb: Please enter an IMDb id like tt0078748, or none."),
        ("name=a&genres=b%0AB", "genres: One of these is there twice, apart from case and accents."),
        ("name=a&casts=%C3%A4%0A%C3%84", "casts: One of these is there twice, apart from case and accents."),
        (
            "name=a&casts=\(String(repeating: "x", count: 201))",
            "casts: Please shorten “\u{2068}\(String(repeating: "x", count: 40))\u{2069}”: a line has at most 200 characters."
        ),
        (
            "name=a&genres=\((1...201).map { "g\($0)" }.joined(separator: "%0A"))",
            "genres: Please enter at most 200 lines."
        ),
        (
            "name=a&casts=\((1...200).map { "\($0)" + String(repeating: "%E6%BC%A2", count: 190) }.joined(separator: "%0A"))",
            "casts: Cast and genres are too long together. Please shorten them."
        ),
    ])
    func whatIsWrongIsSaidAtItsField(form: String, problem: String) throws {
        #expect(try Self.problems(form) == [problem])
    }

    @Test func allProblemsAreSaidAtOnce() throws {
        let problems = try Self.problems("name=&year=x&imdb=y&casts=%00&genres=%00")
        #expect(problems.map { String($0.prefix { $0 != ":" }) } == ["name", "year", "imdb", "casts", "genres"])
    }

    @Test func aFieldThatIsThereTwiceIsNoForm() {
        #expect(throws: RequestError.self) { try Self.form("name=a&name=b") }
    }

    @Test func whatWasTypedIsShownAgain() throws {
        var form = try Self.form("name=%3Cb%3E&year=x&imdb=y&casts=a%0D%0Ab&known_casts=c&genres=d")
        _ = form.draft(try RealPages.texts())
        var values = PageValues()
        form.fill(&values, try RealPages.texts())
        #expect(values["name"] == "<b>" && values["year"] == "x" && values["imdb"] == "y")
        #expect(values["casts"] == "a\nb\nc" && values["genres"] == "d")
        #expect(values["problems_counted"] == "There are 2 problems")
    }

    @Test func aMovieIsShownAsItIsStored() throws {
        let id = try #require(MovieID(hexadecimal: Array("0123456789abcdef01234567".utf8)[...]))
        let owner = try #require(AccountID(hexadecimal: Array("0123456789abcdef01234567".utf8)[...]))
        let labels = try Labels([Array("a".utf8), Array("b".utf8)], field: "casts")
        let movie = Movie(
            id: id, name: try MovieName(Array(" Ran ".utf8)), year: try MovieYear(1985), imdb: nil, cast: labels,
            genres: labels, owner: owner)
        var values = PageValues()
        MovieForm(movie).fill(&values, try RealPages.texts())
        #expect(values["name"] == " Ran " && values["year"] == "1985" && values["casts"] == "a\nb")
        #expect(values["problems_counted"] == nil)
    }

    @Test func formsThatDifferAreToldApart() throws {
        let forms = [
            "name=a", "name=b", "name=a&year=1985", "name=a&imdb=x", "name=a&casts=x", "name=a&genres=x", "name=a%00x",
        ]
        let canonical = try forms.map { try Self.form($0).canonical }
        #expect(Set(canonical).count == forms.count)
        #expect(
            try Self.form("name=+a&casts=x%0D%0Ay&form_token=1").canonical == Self.form("name=a&casts=x%0Ay").canonical)
    }
}
