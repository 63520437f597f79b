import MovieBag
import Testing

@testable import Doctor

/// A site whose collection is for accounts, as the doctor sees it without one.
@Suite struct CollectionCheckTests {
    private static var site: AnsweringSite {
        var site = AnsweringSite()
        site.change = { [site] request in
            guard request.method == "GET", request.url.contains("/api/movies") else { return nil }
            return site.error(401, "MissingToken")
        }
        return site
    }

    @Test(arguments: [Readers.accounts, nil]) func aSiteForAccountsIsWell(readers: Readers?) async throws {
        var site = Self.site
        site.readers = readers
        let found = try await site.findings()
        #expect(found.allSatisfy { $0.grade == .ok } && found.count == 12, "\(found)")
        #expect(found.has(.ok, "the collection is for accounts alone"))
    }

    /// What tells of entity tags and of compression is asked of what anyone may read.
    @Test func theDescriptionStandsInForTheList() async throws {
        var site = Self.site
        site.change = { [site = Self.site] request in
            guard request.method == "GET", request.url.hasSuffix("/api/openapi.json") else {
                return site.change(request)
            }
            return site.json(200, AnsweringSite.movies, [("ETag", "W/\"1\""), ("Content-Encoding", "gzip")])
        }
        let found = try await site.findings()
        #expect(found.has(.warning, "JSON comes compressed (gzip)"), "\(found)")
        #expect(found.has(.warning, "If-None-Match is not answered"), "\(found)")
        site.change = { [site = Self.site] request in
            guard request.method == "GET", request.url.hasSuffix("/api/openapi.json") else {
                return site.change(request)
            }
            return site.json(200, AnsweringSite.movies)
        }
        #expect(try await site.findings().has(.warning, "the ETag of the description does not arrive"))
    }

    @Test func aCollectionThatIsShownAllTheSameIsAProblem() async throws {
        var site = AnsweringSite()
        site.readers = .accounts
        let found = try await site.findings()
        #expect(found.has(.problem, "the collection is shown without a token"), "\(found)")
        #expect(found.filter { $0.grade != .ok }.count == 1)
    }

    @Test func aServiceWithAnotherSettingIsWarnedOf() async throws {
        var site = Self.site
        site.readers = .anyone
        let found = try await site.findings()
        #expect(found.has(.warning, "though MOVIE_BAG_READERS is anyone here"), "\(found)")
        #expect(found.filter { $0.grade != .ok }.count == 1)
    }
}
