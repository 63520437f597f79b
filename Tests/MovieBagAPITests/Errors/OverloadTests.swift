import FoundationEssentials
import Testing
import TestFiles

@Suite("When the service cannot do what is asked")
struct OverloadTests {
    @Test(arguments: Route.all.filter { ["signup", "login"].contains($0.path.split(separator: "/").last) })
    func exhaustedPoolTurnsPasswordsAway(route: Route) throws {
        try withWorld { world in
            let overloaded = world.composition.makeService(blockingRegion: ExhaustedPool())
            try expect(try overloaded.response(Call(route.method, route.path, json: route.body)), is: .busy)
            try expect(try world.logIn("eve@example.org", "horse 42"), is: .unauthorized)
        }
    }

    @Test func exhaustedPoolTurnsWritesAwayAndStillReads() throws {
        try withWorld { world in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            let before = try world.movies()
            let resetToken = try world.resetToken(for: user)
            let overloaded = world.composition.makeService(blockingRegion: ExhaustedPool())
            let writes = [
                Call("POST", "/api/movies", json: movieBody("Ikiru"), token: user.token),
                Call("PUT", "/api/movies/\(id)", json: #"{"name":"Ikiru"}"#, token: user.token),
                Call("DELETE", "/api/movies/\(id)", token: user.token),
                Call("POST", "/api/auth/forgot", json: #"{"email":"ann@example.org"}"#),
                Call("POST", "/api/auth/reset", json: resetBody(resetToken, password: "another password")),
            ]
            for write in writes { try expect(try overloaded.response(write), is: .busy, "\(write.uri)") }
            #expect(try overloaded.response(Call("GET", "/api/movies")).text == before)
            #expect(try overloaded.response(Call("GET", "/api/health")).status == 200)
            #expect(try world.accepts(user.token))
        }
    }

    /// ASVS 16.5.3
    @Test func unreadableDatabaseIsBusyAndHealthSaysSo() throws {
        try withWorld { world in
            let user = try world.addUser()
            let away = world.folder.path + "/elsewhere"
            try FileManager.default.moveItem(atPath: world.folder.database, toPath: away)
            let calls = [
                Call("GET", "/api/health"), Call("GET", "/api/movies"), Call("GET", "/api/movies/\(user.id)"),
                Call("DELETE", "/api/movies/\(user.id)", token: user.token),
                Call("POST", "/api/auth/login", json: credentials(user.email, user.password)),
            ]
            // A thread that has not read yet: an open file would not notice.
            let newcomer = world.composition.makeService()
            for call in calls { try expect(try newcomer.response(call), is: .busy, "\(call.uri)") }

            try FileManager.default.moveItem(atPath: away, toPath: world.folder.database)
            #expect(try newcomer.response(Call("GET", "/api/health")).text == #"{"status":"ok"}"#)
        }
    }
}
