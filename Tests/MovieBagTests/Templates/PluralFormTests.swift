import MovieBag
import Testing

@Suite struct PluralFormTests {
    @Test(
        arguments: [
            (0, .other, .zero), (1, .one, .one), (2, .other, .two), (3, .other, .few), (10, .other, .few),
            (11, .other, .many), (24, .other, .many), (99, .other, .many), (100, .other, .other), (101, .other, .other),
            (102, .other, .other), (103, .other, .few), (110, .other, .few), (111, .other, .many), (199, .other, .many),
            (200, .other, .other), (1_000_000, .other, .other),
        ] as [(Int, PluralForm, PluralForm)])
    func aNumberWantsTheFormOfItsLanguage(number: Int, european: PluralForm, arabic: PluralForm) {
        #expect(PluralForm(number, by: .english) == european)
        #expect(PluralForm(number, by: .german) == european)
        #expect(PluralForm(number, by: .arabic) == arabic)
    }

    @Test(arguments: MailLanguage.allCases) func everyFormThatIsWantedIsOneOfTheLanguage(language: MailLanguage) {
        #expect(Set((0...1000).map { PluralForm($0, by: language) }) == Set(PluralForm.all(of: language)))
    }
}
