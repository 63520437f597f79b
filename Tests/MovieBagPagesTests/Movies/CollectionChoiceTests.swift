import MovieBag
import Testing
import Web

@testable import MovieBagPages

@Suite struct CollectionChoiceTests {
    private static let account = "0123456789abcdef01234567"

    private static func choice(_ query: String) throws -> CollectionChoice {
        CollectionChoice(try FormFields(query))
    }

    @Test(arguments: [
        "", "q=ran", "q=a%20b%26c%3Dd%2B%C3%A4%25", "genre=Drama", "genre=Drama&genre=War",
        "cast=Setsuko%20Hara&cast=a",
        "year=1985", "year_from=1980", "year_to=1990", "year_from=1980&year_to=1990", "year=soon",
        "year_from=x&year_to=y",
        "added_by=\(account)", "mine=wanted", "mine=unwatched", "sort=name", "sort=-year", "q=a&sort=-added",
        "after=abc_-.~",
        "q=a&genre=b&cast=c&year=1985&added_by=\(account)&mine=rated&sort=best&after=x",
    ])
    func theAddressIsTheState(query: String) throws {
        let choice = try Self.choice(query)
        #expect(choice.path == (query.isEmpty ? "/" : "/?\(query)"))
        #expect(try Self.choice(String(choice.path.dropFirst(2))) == choice)
    }

    @Test(arguments: [
        ("q=&genre=&year=&year_from=&year_to=&mine=&sort=&after=", "/"), ("q=%20a%20", "/?q=a"),
        ("x=1&utm_source=y", "/"),
        ("sort=-added", "/"), ("sort=sideways", "/"), ("mine=everything", "/"), ("added_by=me", "/"),
        ("q=a&q=b", "/?q=a"),
        ("year_from=1985&year_to=1985", "/?year=1985"), ("year=1985&year_from=1980", "/?year=1985"),
        ("year=%D9%A1%D9%A9%D9%A8%D9%A5", "/?year=1985"),
        ("year_from=%DB%B1%DB%B9%DB%B8%DB%B0&year_to=1985", "/?year_from=1980&year_to=1985"),
        ("notice=saved", "/"),
        ("sort=name&q=a", "/?q=a&sort=name"),
    ])
    func whatSaysNothingIsLeftOut(query: String, path: String) throws {
        #expect(try Self.choice(query).path == path)
    }

    @Test func aConditionIsTakenAwayAndAdded() throws {
        let choice = try Self.choice("q=a&genre=b&genre=c&year=1985&sort=name&after=x")
        #expect(choice.without(.genre(Array("b".utf8))).path == "/?q=a&genre=c&year=1985&sort=name")
        #expect(choice.without(.genre(Array("d".utf8))).path == "/?q=a&genre=b&genre=c&year=1985&sort=name")
        #expect(choice.with(.genre(Array("d".utf8))).path == "/?q=a&genre=b&genre=c&year=1985&genre=d&sort=name")
        #expect(choice.with(.genre(Array("b".utf8))).conditions.count == 4)
        #expect(choice.withoutConditions.path == "/?sort=name")
        #expect(choice.sorted(by: MovieOrder(.year)).path == "/?q=a&genre=b&genre=c&year=1985&sort=year")
        #expect(choice.after("").path == "/?q=a&genre=b&genre=c&year=1985&sort=name")
        #expect(CollectionChoice.only(.genre(Array("d".utf8))).path == "/?genre=d")
        for condition in choice.conditions {
            #expect(!choice.without(condition).conditions.contains(condition))
            #expect(choice.with(condition).without(condition) == choice.without(condition))
        }
    }

    @Test(arguments: [
        ("", "-added"), ("q=a", "best"), ("sort=name", "name"), ("q=a&sort=-year", "-year"), ("sort=best", "-added"),
        ("q=a&sort=best", "best"), ("q=a&sort=-added", "-added"),
    ])
    func theOrderFollowsTheSearch(query: String, order: String) throws {
        #expect(try Self.choice(query).shownOrder.description == order)
    }

    @Test(arguments: [
        ("year=soon", "year_from"), ("year=1873", "year_from"), ("year_from=2101", "year_from"),
        ("year_to=x", "year_to"),
        ("year_from=1990&year_to=1980", "year_to"), ("year_from=19%00", "year_from"),
        ("q=\(String(repeating: "a", count: 201))", "q"),
    ])
    func aValueThatIsNoneIsAProblem(query: String, field: String) throws {
        let choice = try Self.choice(query)
        let error = #expect(throws: InvalidValue.self) { try choice.query(for: nil) }
        #expect(error?.field == field)
    }

    @Test func marksAreThoseOfTheVisitor() throws {
        let choice = try Self.choice("mine=rated")
        #expect(throws: Never.self) { try choice.query(for: nil) }
        let account = try #require(AccountID(hexadecimal: Array(Self.account.utf8)[...]))
        #expect(throws: Never.self) { try choice.query(for: account) }
    }
}
