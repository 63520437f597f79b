import MovieBag
import Testing

@Suite struct IMDbIDTests {
    @Test(arguments: ["tt0087182", "tt00871829", "tt1234567890"]) func identifiersOfTitlesAreTaken(text: String) throws
    {
        #expect(try IMDbID(Array(text.utf8)).utf8 == Array(text.utf8))
    }

    @Test(arguments: [
        "", "tt", "tt008718", "tt12345678901", "TT0087182", "nm0087182", " tt0087182", "tt0087182 ", "tt008718x",
        "0087182",
        "tt٠٠٨٧١٨٢", "https://www.imdb.com/title/tt0087182/",
    ])
    func othersAreRefused(text: String) {
        #expect(throws: InvalidValue("imdb", "must be tt and 7 to 10 digits, as tt0087182")) {
            try IMDbID(Array(text.utf8))
        }
    }
}
