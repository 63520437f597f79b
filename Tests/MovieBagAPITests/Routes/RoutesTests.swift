import MovieBag
import MovieBagAPI
import MovieBagSQLite
import MovieBagSite
import TestFiles
import Testing
import Web
import Memory

/// What routes say of themselves, tried on every one of them.
@Suite struct RoutesTests {
    static let all = SiteComposition.routes
    /// What wants a token where the collection is for accounts, and is for anyone elsewhere.
    static let collection = Routes.described(for: .accounts).map(\.description)
        .filter { !Routes.descriptions.contains($0) }

    @Test func eachIsThereOnceAndHasItsBodyForTests() {
        #expect(Self.all.count > 12 && Self.all.contains { $0.name == "GET /reset/done" })
        #expect(Set(Self.all.map(\.name)).count == Self.all.count)
        let needed = Routes.descriptions.filter { $0.body != .none }.map(\.name)
        #expect(Set(needed) == Set(Route.bodies.keys))
    }

    /// Routes, several in a world where they change nothing in it. Others are alone, as they end a session, change a password
    /// or make an account.
    private static func groups(_ routes: [RouteDescription]) -> [[RouteDescription]] {
        let changing = routes.filter { $0.method != .get }
        return [routes.filter { $0.method == .get }] + changing.map { [$0] }
    }

    @Test func onlyRoutesForAccountsWantAToken() throws {
        for routes in Self.groups(Self.all) {
            try withWorld { (world) throws in
                for route in routes {
                    let call = route.call(body: Array((Route.bodies[route.name] ?? "").utf8))
                    let response = try world.service.response(call)
                    guard !route.isPage else {
                        try Self.expectLogIn(response, route)
                        continue
                    }
                    let (isForAnyone, name) = (route.caller == .anyone, Comment("\(route.name): \(response)"))
                    #expect(response["WWW-Authenticate"].isEmpty == isForAnyone, name)
                    #expect((response.status == 401) == (!isForAnyone || route.path == "/api/auth/login"), name)
                }
            }
        }
    }

    /// A page for accounts leads to the log-in, which carries a form along.
    private static func expectLogIn(_ response: TestResponse, _ route: RouteDescription) throws {
        #expect(response["WWW-Authenticate"].isEmpty && response.status != 401, "\(route.name)")
        guard route.caller != .anyone else { return }
        if route.method == .get {
            let isLogIn = response["Location"].first?.hasPrefix("/login?next=%2F") == true
            #expect(response.status == 303 && isLogIn, "\(route.name)")
        } else {
            let isLogIn = response.text.contains(#"<form method="post" action="/login">"#)
            #expect(response.status == 403 && isLogIn, "\(route.name)")
        }
    }

    @Test func aBodyAboveTheLimitIsRefused() throws {
        // No body is good for its route, so nothing changes.
        try withWorld { (world) throws in
            for route in Self.all {
                var call = route.call(body: [])
                func isTooLarge() throws -> Bool { try world.service.response(call).status == 413 }
                call.body = .tooLarge
                let isRefused = try isTooLarge()
                #expect(isRefused == (route.body != .none), "\(route.name)")
                switch route.body {
                case .none, .json(.max), .form(.max): break
                case .json(let most), .form(let most):
                    // What the body says is looked at only when it is not too large.
                    call.body = .complete(Array(repeating: UInt8(ascii: " "), count: most))
                    #expect(try !isTooLarge(), "\(route.name)")
                    call.body = .complete(Array(repeating: UInt8(ascii: " "), count: most + 1))
                    #expect(try isTooLarge(), "\(route.name)")
                }
            }
        }
    }

    @Test func aBodyOfAnotherMediaTypeIsRefused() throws {
        try withWorld { (world) throws in
            let user = try world.addAdministrator()
            for route in Self.all {
                // Another session for each, as routes without a body may end it.
                let token = try world.again(user).token
                for type in ["text/plain", "application/json", "application/x-www-form-urlencoded"] {
                    var call = route.call(token: token, body: Array("x".utf8))
                    call.contentType = type
                    let isRead =
                        switch route.body {
                        case .none: true
                        case .json: type == "application/json"
                        case .form: type == "application/x-www-form-urlencoded"
                        }
                    let status = try world.service.response(call).status
                    #expect((status == 415) == !isRead, "\(route.name) \(type)")
                }
            }
        }
    }

    static let limits: [(limit: RouteLimit, set: @Sendable (inout Limits) -> Void)] = [
        (.linksPerClient, { $0.linksPerClient = 1 }), (.linksPerHour, { $0.linksPerHour = 1 }),
        (.moviesPerAccount, { $0.moviesPerAccount = 1 }), (.bytesPerDay, { $0.bytesPerDay = 1 }),
        (.guessesPerAccountAndClient, { $0.guessesPerAccountAndClient = 1 }),
        (.guessesPerAccount, { $0.guessesPerAccount = 1 }), (.guessesPerClient, { $0.guessesPerClient = 1 }),
        (.noticesPerAddress, { $0.noticesPerAddress = 1 }),
    ]

    // A second process waits 50 ms for the first one when it closes the database, with each limit and route.
    @Test(.onOwnThread, arguments: limits.indices)
    func exactlyTheRoutesThatNameALimitRefuseByIt(index: Int) throws {
        let (limit, set) = Self.limits[index]
        // Pages show the form again, with what was typed: LogInPageTests and others.
        for routes in Self.groups(Self.all.filter { !$0.isPage }) {
            try withWorld { (world) throws in
                let user = try world.addAdministrator("eve@example.org", password: "horse 42")
                let movie = try world.addMovie("Dersu Uzala", by: user)
                // One that was removed comes back beside another one.
                if routes.contains(where: { $0.path.hasSuffix("/restore") }) {
                    _ = try world.addMovie("Kagemusha", by: user)
                    try #require(try world.send(.removing(movie, by: user)).status == 200)
                }
                // Without a proof of addresses a sign-up sends no mail.
                var arrangement = Arrangement(limits: .none, signUp: SignUpPolicy(requiresProof: true))
                set(&arrangement.limits)
                let process = try world.process(arrangement)
                defer { process.database.close() }
                let service = process.makeService()
                if limit == .noticesPerAddress { try Self.useUpNotices(of: user, in: world) }
                // Uses up what there is to guess.
                var guess = Call("POST", "/api/auth/login", json: credentials(user.email, "wrong horse"))
                guess.others["REMOTE_ADDR"] = "192.0.2.7"
                #expect(try service.response(guess).status == 401)
                for route in routes {
                    let body = Array((Route.bodies[route.name] ?? "").utf8)
                    var call = route.call(movie: movie, token: user.token, body: body)
                    call.others["REMOTE_ADDR"] = "192.0.2.7"
                    let statuses = try (1...2).map { _ in try service.response(call).status }
                    #expect(statuses.contains(429) == route.limits.contains(limit), "\(route.name): \(statuses)")
                }
                _ = try world.takeMails()
            }
        }
    }

    /// Changes the password and takes that back, which leaves no room for one more.
    private static func useUpNotices(of user: User, in world: World) throws {
        for (old, new) in [(user.password, "horse 43"), ("horse 43", user.password)] {
            try world.post("/api/auth/password", #"{"current_password":"\#(old)","password":"\#(new)"}"#, by: user)
        }
        _ = try world.takeMails()
    }

    @Test func everyLimitIsTried() {
        #expect(Set(Self.all.flatMap(\.limits)) == Set(Self.limits.map(\.limit)))
    }

    /// docs/api.md has all routes, README.md some.
    @Test(arguments: ["README.md", "docs/api.md"])
    func documentsSayWhoMayCallAndWhetherThereIsABody(document: String) throws {
        let rows = try Repository.text(document).split(separator: "\n").filter { $0.hasPrefix("| `") }
            .map { $0.split(separator: "|").map { $0.filter { $0 != "`" } } }
        for route in Self.all {
            let found = rows.filter { row in
                let name = row[0].prefix { $0 != "?" && $0 != "(" }
                return name.split(separator: " ").joined(separator: " ") == route.name
            }
            if document == "README.md" || route.isPage, found.isEmpty { continue }
            let row = try #require(found.first, "\(route.name)")
            #expect(found.count == 1)
            let callers = [
                "(bearer)": RouteDescription.Caller.account, "(session)": .session, "(administrator)": .administrator,
            ]
            for (word, caller) in callers {
                #expect(row[0].contains(word) == (route.caller == caller), "\(route.name)")
            }
            let isOfCollection = Self.collection.contains { $0.name == route.name }
            #expect(row[0].contains("(reader)") == isOfCollection, "\(route.name)")
            if document == "docs/api.md" {
                #expect(row[1].contains { $0 != " " } == (route.body != .none), "\(route.name)")
            }
        }
    }
}
