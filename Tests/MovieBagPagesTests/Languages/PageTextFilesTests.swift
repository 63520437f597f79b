import MovieBag
import Testing

@testable import MovieBagPages

/// The files of texts: complete, and nothing too much.
@Suite struct PageTextFilesTests {
    private static func own(_ language: PageLanguage) throws -> PageTexts {
        try PageTexts(language, source: Repository.template("messages/\(language.rawValue).txt"))
    }

    /// The name of a text without its plural form.
    private static func base(_ name: String) -> String {
        PluralForm.allCases.first { name.hasSuffix(".\($0)") }.map { String(name.dropLast($0.rawValue.utf8.count + 1)) }
            ?? name
    }

    private static func places(_ text: String) -> Set<Substring> {
        Set(text.matches(of: /\{[a-z]*\}/).map(\.output))
    }

    /// Names of templates, as `{{t.name}}`.
    private static func namesOfTemplates() throws -> Set<String> {
        var names: Set<String> = []
        for file in try Repository.files(below: "templates/pages") where file.hasSuffix(".html") {
            for match in try Repository.text(file).matches(of: /\{\{\s*t\.([a-z_0-9.]+)\s*\}\}/) {
                names.insert(String(match.output.1))
            }
        }
        return names
    }

    /// All texts between quotes in the sources of the pages that may be names.
    private static func literals() throws -> Set<String> {
        var literals: Set<String> = []
        for file in try Repository.files(below: "Sources/MovieBagPages") where file.hasSuffix(".swift") {
            for match in try Repository.text(file).matches(of: /"([a-z_0-9]+)"/) {
                literals.insert(String(match.output.1))
            }
        }
        return literals
    }

    /// Those of the program that it puts together, written out by hand.
    private static let composed =
        PageName.allCases.map { "title_\($0.rawValue)" } + Notice.allCases.map { "notice_\($0.rawValue)" }
        + (1...12).map { "month_\($0)" }
        + ["all", "wanted", "watched", "unwatched", "rated"].map { "mine_\($0)" }
        + ["name", "year", "imdb", "casts", "genres"].map { "member_\($0)" }
        + ["400", "403", "404", "405", "413", "415", "429", "500", "503", "503_unconfirmed"].flatMap {
            ["error_\($0)_title", "error_\($0)_text"]
        } + ["error_403_form_text", "error_403_administrators_text"]
        + ["404", "405", "413", "415", "429", "503", "unconfirmed", "sign_up_closed", "not_whole", "other"].flatMap {
            ["link_\($0)_title", "link_\($0)_text"]
        }

    @Test func everyTextThatIsNamedIsThere() throws {
        let names = Set(try Self.own(.english).names.map(Self.base))
        #expect(try Self.namesOfTemplates().subtracting(names).isEmpty)
        // Titles of movies and of errors are their own.
        let ownTitles: Set = ["title_movie", "title_error"]
        #expect(Set(Self.composed).subtracting(names).subtracting(ownTitles).isEmpty)
        for file in try Repository.files(below: "Sources/MovieBagPages") where file.hasSuffix(".swift") {
            for match in try Repository.text(file).matches(of: /\btexts\(\s*"([a-z_0-9]+)"/) {
                #expect(names.contains(String(match.output.1)), "\(file): \(match.output.1)")
            }
        }
    }

    /// Beginnings of texts for pages that are being written, and for problems that no page tells apart yet.
    private static let awaited = [
        "accounts_", "audit_", "dead_", "error_403_log_in_text", "invitation_", "joined", "kind_", "language_", "mail_",
        "movies_mine", "notice_account_", "notice_invitation_made", "notice_log_in_first", "notice_logged_in",
        "notice_reset_mailed", "notice_sessions_ended", "notice_token_made", "of_ten", "outbox_", "problem_",
        "removed_",
        "session_", "sessions_", "title_movies_page", "token_", "verify_intro",
    ]

    @Test func nothingIsThereThatNothingNames() throws {
        let named = try Self.namesOfTemplates().union(Self.literals()).union(Self.composed)
        let unnamed = Set(try Self.own(.english).names.map(Self.base)).subtracting(named).filter { name in
            !Self.awaited.contains(where: name.hasPrefix)
        }
        #expect(unnamed == [], "\(unnamed.sorted())")
    }

    @Test(arguments: PageLanguage.allCases) func everyLanguageHasEveryText(language: PageLanguage) throws {
        let (english, own) = (try Self.own(.english), try Self.own(language))
        // A language without a text is shown in English as a whole.
        guard !own.names.isEmpty else { return }
        let wanted = Set(
            english.names.flatMap { name in
                let base = Self.base(name)
                return base == name ? [name] : PluralForm.all(of: language).map { "\(base).\($0)" }
            })
        #expect(wanted.subtracting(own.names).sorted() == [])
        #expect(own.names.subtracting(wanted).sorted() == [])
        for name in own.names {
            let base = Self.base(name)
            let text = own.text(name) ?? ""
            #expect(!text.isEmpty, "\(name)")
            let all = Self.places(english.text(name) ?? english.text("\(base).other") ?? "")
            if base == name {
                #expect(Self.places(text) == all, "\(name)")
            } else {
                // "One movie" need not say 1.
                #expect(Self.places(text).isSubset(of: all), "\(name)")
                #expect(all.subtracting(Self.places(text)).isSubset(of: ["{count}"]), "\(name)")
            }
        }
    }

    /// The forms that stand for many numbers say which it is.
    @Test(arguments: PageLanguage.allCases) func formsOfManyNumbersHaveTheNumber(language: PageLanguage) throws {
        let own = try Self.own(language)
        for name in own.names where [".few", ".many", ".other"].contains(where: name.hasSuffix) {
            #expect(own.text(name)?.contains("{count}") == true, "\(name)")
        }
    }

    @Test(arguments: PageLanguage.allCases) func textsHoldNoMarkup(language: PageLanguage) throws {
        let own = try Self.own(language)
        for name in own.names { #expect(own.text(name)?.contains { "<>&".contains($0) } == false, "\(name)") }
    }
}
