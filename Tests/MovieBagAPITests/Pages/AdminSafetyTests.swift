import MovieBagPages
import TestPages
import Testing
import Web

@Suite("Who is kept out of the pages of administrators")
struct AdminSafetyTests {
    static let routes = Pages.descriptions.filter { $0.path.hasPrefix("/admin") }

    @Test func theyAreForAdministrators() {
        #expect(Self.routes.count > 20 && Self.routes.allSatisfy { $0.caller == .administrator && $0.isPage })
    }

    @Test(arguments: routes)
    func strangersAndMembersAreKeptOut(route: RouteDescription) throws {
        try withWorld { world in
            let ada = try world.addAdministrator()
            let user = try world.addUser()
            let path = route.path.replacing("{id}", with: ada.id)
            let call = route.method == .get ? Call("GET", path) : .form("email=x%40example.org&days=7", to: path)
            var stranger = PageBrowser(in: world)
            #expect(try stranger.send(call).status == (route.method == .get ? 303 : 403))
            var member = try PageBrowser(of: user, in: world)
            let refused = try member.send(call)
            #expect(refused.status == 403 && refused.text.contains("administrators"))
            #expect(!refused.text.contains(ada.email))
            guard route.method == .post else { return }
            var administrator = try PageBrowser(of: ada, in: world)
            administrator.fetchSite = "cross-site"
            #expect(try administrator.send(call).status == 403)
            administrator.fetchSite = nil
            #expect(try administrator.send(call).status == 403)
            administrator.others["HTTP_ORIGIN"] = "https://evil.example"
            #expect(try administrator.send(call).status == 403)
            #expect(try world.get("/api/invitations", by: ada).text == "[]")
        }
    }

    /// The head of a page leads administrators there, and no one else.
    @Test func onlyAdministratorsSeeTheWay() throws {
        try withWorld { world in
            let ada = try world.addAdministrator()
            let user = try world.addUser()
            var (first, second) = (try PageBrowser(of: ada, in: world), try PageBrowser(of: user, in: world))
            #expect(try first.get("/account").text.contains(#"href="/admin""#))
            #expect(try !second.get("/account").text.contains(#"href="/admin""#))
        }
    }

    @Test func whereFormsAreSentAListIsShown() throws {
        try withWorld { world in
            var browser = try PageBrowser(of: world.addAdministrator(), in: world)
            let id = "0123456789abcdef01234567"
            for (path, list) in [
                ("accounts/\(id)/disable", "/admin"), ("invitations/\(id)/withdraw", "/admin/invitations"),
                ("outbox/retry", "/admin/outbox"), ("outbox/\(id)/drop", "/admin/outbox"),
            ] { #expect(try browser.get("/admin/\(path)")["Location"] == [list]) }
        }
    }
}
