import TestPages
import Testing

@Suite("What every page promises")
struct PageSafetyTests {
    /// One of each kind of page.
    private static func pages(_ world: World) throws -> [TestResponse] {
        let user = try world.addUser()
        let token = try world.resetToken(for: user)
        let pages = [
            try world.open(token), try world.submit("password=short", to: token),
            try world.submit("password=another+horse", to: token), try world.open(token), try world.open(""),
            try world.open(token, method: "PUT"), try world.open("done"), try world.open("cut"),
        ]
        try world.takeConfirmation(for: user)
        #expect(pages.map(\.status) == [200, 400, 303, 403, 404, 405, 200, 403])
        let (_, invitation) = try world.invite()
        let others = [
            try world.open("invitation", invitation), try world.submit("email=none", to: "invitation", invitation),
            try world.open("invitation", "done"), try world.open("invitation", "mailed"),
            try world.open("invitation", "cut"), try world.open("verify", "done"), try world.open("verify", "cut"),
            try world.open("email", "done"), try world.open("email", "restored"), try world.open("email", "cut"),
            try world.open("email", "x", method: "PUT"),
        ]
        #expect(others.map(\.status) == [200, 400, 200, 200, 403, 200, 403, 200, 200, 403, 405])
        return pages + others
    }

    /// ASVS 14.2.1
    @Test func addressStaysWithTheReader() throws {
        try withWorld { (world) throws in
            for page in try Self.pages(world) {
                #expect(page["Cache-Control"] == ["no-store"])
                // A redirect leads away from the token, and is no page.
                guard page.status != 303 else { continue }
                #expect(page["Referrer-Policy"] == ["no-referrer"])
                #expect(page["Movie-Bag-Link"] == ["keep-out-of-logs"])
            }
        }
    }

    /// ASVS 3.2.1, 3.4.3, 3.4.6
    @Test func policyAllowsTheSitesOwnFilesAndNothingElse() throws {
        try withWorld { (world) throws in
            for page in try Self.pages(world) where page.status != 303 {
                #expect(
                    page["Content-Security-Policy"] == [
                        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; manifest-src 'self'; "
                            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
                    ])
            }
        }
    }

    @Test func nothingIsLoadedOfOtherSites() throws {
        try withWorld { (world) throws in
            for response in try Self.pages(world) where response.status != 303 {
                let page = try StrictPage(response)
                for element in page.elements {
                    for name in ["src", "action"] { #expect(element[name]?.hasPrefix("/") != false) }
                    #expect(element["href"].map { $0.hasPrefix("/") || $0.hasPrefix("#") } != false)
                }
                #expect(page.all("script").allSatisfy { $0["src"] != nil && $0.text.isEmpty })
            }
        }
    }

    @Test func pagesCanBeReadByEverybody() throws {
        try withWorld { (world) throws in
            for response in try Self.pages(world) where response.status != 303 {
                let page = try StrictPage(response)
                #expect(page.elements[0]["lang"] == "en" && page.elements[0]["dir"] == "ltr")
                #expect(page.all("meta").contains { $0["name"] == "viewport" } && !page.title.isEmpty)
                #expect(page.all("h1").count == 1)
                guard response.showsForm else { continue }
                #expect(page.all("label").contains { $0["for"] == "password" })
                #expect(page["password"]?["autocomplete"] == "new-password")
                #expect(page.all("form").allSatisfy { $0["method"] == "post" })
            }
        }
    }
}
