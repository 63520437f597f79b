import Cryptography
import FoundationEssentials
import MovieBagAPI
import TestPages
import Testing
import Web

/// `GET /api`.
@Suite struct APIPageTests {
    private static func page(at prefix: String = "") throws -> TestResponse {
        var page: TestResponse?
        try withWorld(Arrangement(publicURL: "https://example.org\(prefix)", pageSize: 77)) { world in
            page = try world.send(Call("GET", "\(prefix)/api"))
        }
        return try #require(page)
    }

    @Test func everyRouteHasItsPlaceAndAnExample() throws {
        let text = try Self.page().text
        for route in Routes.described {
            let start = try #require(text.firstRange(of: "<article id=\"\(route.anchor)\">"), "\(route.anchor)")
            let article = text[start.upperBound...].prefix(while: { $0 != "\u{0}" })
            let end = try #require(article.firstRange(of: "</article>"))
            let own = article[..<end.lowerBound]
            #expect(own.contains(route.description.name))
            #expect(own.contains("curl"))
            for member in route.operation.query + route.operation.body {
                #expect(own.contains("<dt><code>\(member.name)</code>"), "\(route.anchor): \(member.name)")
            }
            for error in route.errors { #expect(own.contains("href=\"#\(error.name)\"")) }
            #expect(own.contains("$TOKEN") == (route.description.caller != .anyone))
        }
    }

    @Test func everyErrorHasItsSentence() throws {
        let text = try Self.page().text
        for error in PublishedError.all {
            #expect(text.contains("<div id=\"\(error.name)\">"))
            #expect(text.contains(error.message.replacing("'", with: "&#39;").replacing("\"", with: "&quot;")))
        }
    }

    /// So that no link leads nowhere, and the type of a problem leads to its error.
    @Test func everyFragmentIsThereOnce() throws {
        let text = try Self.page().text
        let places = text.matches(of: /id="([^"]+)"/).map { String($0.output.1) }
        #expect(Set(places).count == places.count)
        let links = Set(text.matches(of: /href="#([^"]+)"/).map { String($0.output.1) })
        #expect(links.count > 50 && links.isSubset(of: places), "\(links.subtracting(places))")
    }

    @Test func thePolicyAllowsItsStyleAndNothingElse() throws {
        let page = try Self.page()
        let style = try #require(page.text.firstMatch(of: /<style>((?s).*)<\/style>/)).output.1
        let hash = Data(SHA256.hash(Array(style.utf8))).base64EncodedString()
        #expect(
            page["Content-Security-Policy"] == [
                "default-src 'none'; style-src 'sha256-\(hash)'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
            ])
        #expect(!page.text.contains("style=") && !page.text.contains("<script"))
    }

    @Test(arguments: ["", "/bag"]) func itLeadsToOpenAPI(prefix: String) throws {
        let page = try Self.page(at: prefix)
        #expect(page["Link"] == ["<\(prefix)/api/openapi.json>; rel=\"service-desc\""])
        #expect(page.text.contains("href=\"\(prefix)/api/openapi.json\""))
        #expect(page.text.contains("curl https://example.org\(prefix)/api/movies"))
        #expect(page.text.contains("a number from 1 to 77"))
    }

    /// A browser takes the fields of a 304 for those of the page that it has (RFC 9111, section 4.3.4).
    @Test func aPageThatHasNotChangedKeepsItsPolicy() throws {
        try withWorld { world in
            let page = try world.send(Call("GET", "/api"))
            let same = try world.service.response(Call("GET", "/api").unless(try #require(page["ETag"].first)))
            #expect(same.status == 304 && same.body.isEmpty && same["Content-Type"] == [])
            for name in ["Content-Security-Policy", "Cache-Control", "ETag", "Cross-Origin-Opener-Policy"] {
                #expect(same[name] == page[name] && same[name].count == 1, "\(name)")
            }
        }
    }
}
