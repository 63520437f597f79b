import MovieBag
import Testing

@Suite struct MovieYearTests {
    @Test(arguments: [1874, 1984, 2100] as [Int64]) func yearsOfMoviesAreTaken(year: Int64) throws {
        #expect(try MovieYear(year).number == year)
    }

    @Test(arguments: [1873, 2101, 0, -1984, 84, .min, .max] as [Int64]) func othersAreRefused(year: Int64) {
        #expect(throws: InvalidValue("year", "must be a year from 1874 to 2100")) { try MovieYear(year) }
    }
}
