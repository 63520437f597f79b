import TestSite
import Testing

/// A site for each ``Place``, started when the first test asks for it and ended after the last one.
///
/// All tests of a place share its site, so each uses names that no other one does.
enum SharedSites {
    @EndToEnd private static var sites: [Place: Result<Site, any Error>] = [:]
    @EndToEnd private static var names = 0

    /// The site of a place. A server that did not start is not tried again.
    @EndToEnd static func site(at place: Place) throws -> Site {
        // All tests of a place are one client, which would come to its limits.
        let site =
            sites[place]
            ?? Result {
                try Site(
                    server: place.server, prefix: place.prefix, tls: true, settings: ["MOVIE_BAG_LIMITS": "no"])
            }
        sites[place] = site
        return try site.get()
    }

    /// A word that stands for nothing else yet.
    @EndToEnd static func newName() -> String {
        names += 1
        return "name\(names)"
    }

    @EndToEnd fileprivate static func end() {
        sites = [:]
    }
}

extension Place {
    /// The site of this place.
    @EndToEnd var site: Site {
        get throws { try SharedSites.site(at: self) }
    }

    /// An address without an account.
    @EndToEnd func newEmail() -> String {
        "\(SharedSites.newName())@example.org"
    }
}

/// Ends the shared sites after a suite.
struct EndingSharedSites: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await function()
        await SharedSites.end()
    }
}

extension Trait where Self == EndingSharedSites {
    static var sharedSites: Self { EndingSharedSites() }
}
