import Testing

@testable import MovieBag

@Suite struct MailWordsTests {
    private static func packaged(_ language: MailLanguage) throws -> [String: String] {
        let name = "\(language.folder)/words.txt"
        return try NamedTexts(name, source: PackagedTemplates.text(of: name)).texts
    }

    @Test func thePackagedEnglishOnesAreThoseThatAreBuiltIn() throws {
        let packaged = try Self.packaged(.english)
        #expect(Set(packaged.keys) == MailWords.builtIn.names)
        let words = MailWords(.english, own: packaged)
        for kind in MailKind.allCases { #expect(words.subject(of: kind) == kind.subject) }
        for seconds in [1, 60, 120, 5400, 86_400, 172_800] as [Int64] {
            #expect(words.lifetime(seconds) == MailWords.builtIn.lifetime(seconds))
        }
        #expect(words.unknownClient == "not known" && words.unnamedAgent == "not named")
    }

    /// Each name, with the plural forms of the language.
    @Test(arguments: MailLanguage.allCases) func everyLanguageHasAllOfThem(language: MailLanguage) throws {
        let counted = ["minutes", "hours", "days"]
        let single = MailKind.allCases.map { "subject_\($0.template)" } + ["unknown_client", "unnamed_agent"]
        let forms = counted.flatMap { unit in PluralForm.all(of: language).map { "\(unit).\($0)" } }
        let words = try Self.packaged(language)
        #expect(words.keys.sorted() == (single + forms).sorted())
        #expect(words.values.allSatisfy { !$0.isEmpty })
        #expect(single.prefix(MailKind.allCases.count).allSatisfy { words[$0]?.hasPrefix("[Movie-bag] ") == true })
    }

    @Test(
        arguments: [
            (1, "1 minute", "1 Minute", "دقيقة واحدة"), (120, "2 minutes", "2 Minuten", "دقيقتين"),
            (300, "5 minutes", "5 Minuten", "5 دقائق"), (900, "15 minutes", "15 Minuten", "15 دقيقة"),
            (5399, "89 minutes", "89 Minuten", "89 دقيقة"), (5400, "2 hours", "2 Stunden", "ساعتين"),
            (36_000, "10 hours", "10 Stunden", "10 ساعات"), (86_400, "24 hours", "24 Stunden", "24 ساعة"),
            (172_800, "2 days", "2 Tage", "يومين"), (604_800, "7 days", "7 Tage", "7 أيام"),
            (1_209_600, "14 days", "14 Tage", "14 يومًا"), (8_640_000, "100 days", "100 Tage", "100 يوم"),
        ] as [(Int64, String, String, String)])
    func aLifetimeHasThePluralFormOfItsLanguage(seconds: Int64, english: String, german: String, arabic: String) throws
    {
        for (language, text) in [(MailLanguage.english, english), (.german, german), (.arabic, arabic)] {
            #expect(MailWords(language, own: try Self.packaged(language)).lifetime(seconds) == text)
        }
    }

    @Test func whatALanguageLacksIsEnglish() {
        let english = MailWords(.english, own: ["hours.other": "{count} h", "unknown_client": "unknown"])
        let arabic = MailWords(.arabic, own: ["hours.two": "ساعتين"], others: english)
        #expect(arabic.lifetime(7200) == "ساعتين" && arabic.lifetime(36_000) == "10 h")
        #expect(arabic.unknownClient == "unknown" && arabic.unnamedAgent == "not named")
        #expect(arabic.subject(of: .invitation) == "[Movie-bag] You Are Invited")
    }
}
