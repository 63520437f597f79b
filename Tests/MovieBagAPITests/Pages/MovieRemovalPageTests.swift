import TestPages
import Testing

@Suite("The page that removes a movie")
struct MovieRemovalPageTests {
    private static func withMovie(_ body: (World, User, inout PageBrowser, String) throws -> Void) throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let id = try world.addMovie("Ran <\"&amp;>", by: user)
            var browser = try PageBrowser(of: user, in: world)
            try body(world, user, &browser, "/movies/\(id)")
        }
    }

    @Test func itAsksFirst() throws {
        try Self.withMovie { (world, _, browser, path) throws in
            let page = try browser.page("\(path)/remove")
            #expect(page.all("strong").map(\.text) == ["Ran <\"&amp;>"] && page.link("Keep it") == path)
            #expect(try world.movies() != "[]")
            let form = try page.fields()
            let response = try browser.send(form, to: "\(path)/remove")
            #expect(response.status == 303 && response["Location"] == ["/removed?notice=removed"])
            #expect(try world.movies() == "[]")
            #expect(try browser.get(path).status == 404)
            // The same form once more: it is gone already.
            let again = try browser.send(form, to: "\(path)/remove")
            #expect(again.status == 303 && again["Location"].first?.hasPrefix("/removed") == true)
        }
    }

    @Test func whatWasChangedMeanwhileIsShownFirst() throws {
        try Self.withMovie { (world, user, browser, path) throws in
            let form = try browser.page("\(path)/remove").fields()
            try world.rename(String(path.dropFirst(8)), to: "Another", by: user)
            let response = try browser.send(form, to: "\(path)/remove")
            #expect(response.status == 412 && response.text.contains("Someone changed this movie a moment ago."))
            #expect(try world.movies() != "[]")
            let page = try StrictPage(response)
            #expect(page.all("strong").map(\.text) == ["Another"])
            #expect(try browser.send(page.fields(), to: "\(path)/remove").status == 303)
            #expect(try world.movies() == "[]")
        }
    }

    @Test func onlyTheOwnerAndAdministratorsRemoveIt() throws {
        try Self.withMovie { (world, _, _, path) throws in
            var other = try PageBrowser(of: world.addUser("ben@example.org"), in: world)
            #expect(try other.get("\(path)/remove").status == 403)
            let refused = try other.post("\(path)/remove")
            #expect(refused.status == 403 && refused.text.contains("Only the account that added a movie"))
            #expect(try world.movies() != "[]")
            var administrator = try PageBrowser(of: world.addAdministrator(), in: world)
            #expect(try administrator.submitRemoval(of: path).status == 303)
            #expect(try world.movies() == "[]")
        }
    }

    @Test(arguments: ["cross-site", "same-site", "none"]) func noOtherSiteRemovesIt(site: String) throws {
        try Self.withMovie { (world, _, browser, path) throws in
            browser.fetchSite = site
            let response = try browser.submitRemoval(of: path)
            #expect(response.status == 403)
            #expect(try StrictPage(response).text.contains("came from another site"))
            #expect(try world.movies() != "[]")
        }
    }
}

extension PageBrowser {
    fileprivate mutating func submitRemoval(of path: String) throws -> TestResponse {
        let fields = try page("\(path)/remove").fields()
        return try send(fields, to: "\(path)/remove")
    }
}
