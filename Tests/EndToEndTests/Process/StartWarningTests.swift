import Glibc
import TestSite
import Testing

extension EndToEndTests {
    /// Settings that are valid but usually mistakes: the service starts, and warns of them.
    @EndToEnd
    @Suite struct StartWarningTests {
        private func warnings(of site: Site) throws -> [Substring] {
            try site.service.complaints().filter { $0.contains(" warning ") }
        }

        @Test(arguments: [[], ["--processes", "2"]])
        func aDatabaseWithTwoNamesIsWarnedOfOnce(arguments: [String]) throws {
            let site = try Site(arguments: arguments)
            try site.waitUntilItAnswers()
            #expect(try warnings(of: site).isEmpty)
            try site.service.stop()
            #expect(link(site.database, site.database + ".other") == 0)
            try site.service.restart()
            try site.waitUntilItAnswers()
            let found = try warnings(of: site)
            #expect(found.count == 1)
            #expect(found.first?.contains("MOVIE_BAG_DATABASE \(site.database) has 2 names (hard links)") == true)
        }

        @Test func aSendmailThatCannotBeRunIsWarnedOf() throws {
            let site = try Site(settings: ["MOVIE_BAG_SENDMAIL": "/nonexistent/sendmail"])
            let found = try warnings(of: site)
            #expect(found.count == 1)
            #expect(found.first?.contains("MOVIE_BAG_SENDMAIL /nonexistent/sendmail cannot be run") == true)
        }
    }
}
