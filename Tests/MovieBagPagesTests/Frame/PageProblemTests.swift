import MovieBag
import Testing
import Web

@testable import MovieBagPages

@Suite struct PageProblemTests {
    private static let name = FieldID("movie-name", "movie_name_problem")
    private static let year = FieldID("year", "year_problem")

    @Test func withoutAProblemNothingIsShown() throws {
        var values = PageValues()
        PageProblems().fill(&values, try RealPages.texts())
        #expect(values.entries.isEmpty && PageProblems().isEmpty)
    }

    @Test func eachIsInTheSummaryAndAtItsField() throws {
        var problems = PageProblems()
        problems.add("No name", at: Self.name)
        problems.add("No year", at: Self.year)
        problems.add("Too often")
        var values = PageValues()
        problems.fill(&values, try RealPages.texts())
        #expect(values["problems_counted"] == "There are 3 problems")
        #expect(
            values.entries("problems", "problem", "field_url")
                == [["No name", "#movie-name"], ["No year", "#year"], ["Too often", ""]])
        #expect(values["movie_name_problem"] == "No name" && values["year_problem"] == "No year")
    }

    @Test func titlesSayThatThereIsOne() throws {
        var problems = PageProblems()
        problems.add("No name", at: Self.name)
        var values = PageValues()
        problems.fill(&values, try RealPages.texts())
        let page = try RealPages.frame().page(.movieNew, for: .sending(""), values, .init(status: 400))
        let text = String(decoding: page.body, as: UTF8.self)
        #expect(text.contains("<title>Problem: Add a movie – Movie-bag</title>"))
        #expect(text.contains("<h1>Add a movie</h1>") && text.contains("<h2>There is a problem</h2>"))
    }

    @Test(
        arguments: [
            (WeakPassword.shorter(than: 8), "password", "at least 8 characters"),
            (WeakPassword.blank, "password", "spaces only"),
            (WeakPassword.address, "password", "must not be your email address"),
            (WeakPassword.localPart, "password", "a part of your email address"),
            (WeakPassword.siteName, "password", "the name of this site"),
            (WeakPassword.common, "password", "most common"),
            (WeakPassword.listed, "password", "list of passwords"), (WeakPassword.breached, "password", "data breach"),
            (InvalidValue("password", "x"), "password", "at least 8 characters"),
            (InvalidValue("email", "x"), "email", "an email address like"),
            (InvalidValue("name", "x"), "name", "at most"),
            (AccountError.emailTaken, "email", "There is an account"),
            (RequestError.malformedForm("x"), nil, "did not arrive whole"),
            (RequestError.lengthMismatch, nil, "did not arrive whole"),
        ] as [(any Error, String?, String)])
    func whatIsWrongWithAnAccountIsSaidAtItsField(error: any Error, field: String?, text: String) throws {
        let problem = try #require(try RealPages.frame().problem(of: error, RealPages.texts()))
        #expect(problem.field?.description == field && problem.text.contains(text), "\(problem)")
        #expect(!problem.text.contains("{") && problem.text.hasSuffix("."))
    }

    @Test(
        arguments: [
            AccountError.wrongCredentials, InvalidValue("year", "x"), RequestError.bodyTooLarge, TokenError.invalid,
            RequestError.unsupportedMediaType,
        ] as [any Error])
    func otherErrorsAreNoMatterOfTheForm(error: any Error) throws {
        #expect(try RealPages.frame().problem(of: error, RealPages.texts()) == nil)
    }
}
