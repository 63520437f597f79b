import Testing

@testable import MovieBag

@Suite struct MailLanguageTests {
    @Test(
        arguments: [
            ("en", .english), ("de", .german), ("ar", .arabic), (nil, .english), ("", .english), ("DE", .english),
            ("fr", .english),
        ] as [(String?, MailLanguage)])
    func whatWasChosenIsALanguageOrEnglish(tag: String?, language: MailLanguage) {
        #expect(MailLanguage(chosen: tag) == language)
    }

    @Test func mailsAreWrittenInEveryLanguageThatAUserCanChoose() {
        #expect(ProfileChange.languages.allSatisfy { MailLanguage(rawValue: $0) != nil })
    }

    @Test(arguments: [(.english, "email"), (.german, "email/de"), (.arabic, "email/ar")] as [(MailLanguage, String)])
    func eachHasAFolder(language: MailLanguage, folder: String) {
        #expect(language.folder == folder)
    }
}
