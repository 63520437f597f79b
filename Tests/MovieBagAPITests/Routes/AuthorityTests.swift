import MovieBag
import MovieBagSite
import Testing
import Web

/// All routes of the API and all kinds of authority: who gets in is decided by the description of the route alone.
@Suite struct AuthorityTests {
    /// What a request shows.
    enum Shown: CaseIterable {
        case nothing, member, otherMember, administrator, disabled, disabledAdministrator, formerAdministrator
        case readToken, writeToken, administratorsReadToken, administratorsWriteToken, disabledAPIToken
        case expiredAPIToken, endedAPIToken, resetToken, expired, ended, nonsense
    }

    /// What becomes of it before a handler is asked: `nil` when it gets in.
    private static func refusal(_ shown: Shown, of route: RouteDescription) -> ExpectedError? {
        guard route.caller != .anyone else { return nil }
        switch shown {
        case .nothing: return .missingToken
        case .disabled, .disabledAdministrator, .disabledAPIToken, .expiredAPIToken, .endedAPIToken, .resetToken,
            .expired, .ended, .nonsense:
            return .badAccessToken
        case .member, .otherMember, .formerAdministrator:
            return route.caller == .administrator ? .administratorsOnly : nil
        case .administrator: return nil
        case .writeToken, .administratorsWriteToken: return route.caller == .account ? nil : .tokenScope
        case .readToken, .administratorsReadToken:
            return route.caller == .account && route.method == .get ? nil : .tokenScope
        }
    }

    private static let refusals: Set = ["MissingToken", "BadAccessToken", "AdministratorsOnly", "TokenScope"]

    /// Two members, two administrators, and one who is disabled, one who was an administrator: with a token for each kind.
    private static func tokens(_ world: World) throws -> [Shown: String] {
        var tokens: [Shown: String] = [.nonsense: "a.b.c"]
        // What expires, first.
        let ann = try world.addUser()
        (tokens[.expired], tokens[.expiredAPIToken]) = (ann.token, try world.makeAPIToken(ann, scope: "write"))
        world.clock.advance(seconds: 604_800)
        let ben = try world.addUser("ben@example.org")
        tokens[.otherMember] = ben.token
        let ada = try world.addAdministrator()
        tokens[.administrator] = ada.token
        tokens[.administratorsReadToken] = try world.makeAPIToken(ada, scope: "read")
        tokens[.administratorsWriteToken] = try world.makeAPIToken(ada, scope: "write")
        func logIn() throws -> User {
            User(
                id: ann.id, email: ann.email, password: ann.password,
                token: try world.logIn(ann.email, ann.password).member("token"))
        }
        let ended = try logIn()
        let endedToken = try world.makeAPIToken(ended, scope: "write")
        let path = "/api/accounts/\(ann.id)/end-sessions"
        try #require(try world.send(Call("POST", path, token: ada.token)).status == 200)
        (tokens[.ended], tokens[.endedAPIToken]) = (ended.token, endedToken)
        let again = try logIn()
        tokens[.member] = again.token
        for (kind, scope) in [(Shown.readToken, "read"), (.writeToken, "write")] {
            tokens[kind] = try world.makeAPIToken(again, scope: scope)
        }
        tokens[.resetToken] = try world.resetToken(for: ben)
        let former = try world.addAdministrator("former@example.org")
        tokens[.formerAdministrator] = former.token
        let demotion = Call("PATCH", "/api/accounts/\(former.id)", json: #"{"role":"member"}"#, token: ada.token)
        try #require(try world.send(demotion).status == 200)
        for (kind, user) in [
            (Shown.disabled, try world.addUser("disabled@example.org")),
            (.disabledAdministrator, try world.addAdministrator("other@example.org")),
        ] {
            tokens[kind] = user.token
            if kind == .disabled { tokens[.disabledAPIToken] = try world.makeAPIToken(user, scope: "write") }
            try world.disable(user, by: ada)
        }
        return tokens
    }

    /// Pages read no token: PageSessionTests.
    ///
    /// ASVS 8.2.1
    @Test(arguments: SiteComposition.routes.filter { !$0.isPage || $0.caller == .anyone } + RoutesTests.collection)
    func theDescriptionOfARouteDecidesWhoGetsIn(route: RouteDescription) throws {
        let arrangement = Arrangement(readers: RoutesTests.collection.contains(route) ? .accounts : .anyone)
        func response(showing shown: Shown, _ world: World, _ tokens: [Shown: String]) throws -> TestResponse {
            try world.service.response(
                route.call(token: tokens[shown], body: Array((Route.bodies[route.name] ?? "").utf8)))
        }
        // Routes for anyone look at no token.
        let allowed = Shown.allCases.filter {
            Self.refusal($0, of: route) == nil && (route.caller != .anyone || $0 == .ended)
        }
        try #require(!allowed.isEmpty)
        // A world for each that changes something, as a request may end the session that it was made with.
        for (number, group) in (route.method == .get ? [allowed] : allowed.map { [$0] }).enumerated() {
            try withWorld(arrangement) { (world) throws in
                let tokens = try Self.tokens(world)
                try #require(tokens.count == Shown.allCases.count - 1)
                // Those that are refused change nothing: in the first world, and before the others.
                for shown in Shown.allCases where number == 0 {
                    guard let refusal = Self.refusal(shown, of: route) else { continue }
                    try expect(try response(showing: shown, world, tokens), is: refusal, "\(route.name) \(shown)")
                }
                for shown in group {
                    let response = try response(showing: shown, world, tokens)
                    let name = (try? response.member("error")) ?? ""
                    #expect(!Self.refusals.contains(name), "\(route.name) \(shown): \(response)")
                    _ = try world.takeMails()
                }
            }
        }
    }

    @Test func routesOfEveryKindAreTried() {
        let callers = SiteComposition.routes.map(\.caller)
        for caller in [RouteDescription.Caller.anyone, .account, .session, .administrator] {
            #expect(callers.contains(caller))
        }
        // Nothing below these paths is for an API token.
        for route in SiteComposition.routes where route.caller == .account {
            for path in ["/api/auth", "/api/accounts", "/api/invitations", "/api/audit"] {
                #expect(!route.path.hasPrefix(path), "\(route.name)")
            }
        }
        for route in SiteComposition.routes {
            for path in ["/api/accounts", "/api/invitations"] where route.path.hasPrefix(path) {
                #expect(route.caller == .administrator, "\(route.name)")
            }
        }
    }
}
