import Memory
import MovieBagSQLite
import Testing
import Web

/// The form behind a link, sent again: a double click, Reload, Back.
@Suite("A form that is sent twice")
struct RepeatedFormTests {
    /// ASVS 14.2.1
    @Test func itsResponseLeadsToAPageWithoutTheToken() throws {
        try withWorld { world in
            let token = try world.resetToken(for: world.addUser())
            let response = try world.submit(form, to: token)
            #expect(response.status == 303)
            #expect(response["Location"] == ["/reset/done"])
            #expect(!response.fields.contains { $0.value.contains(token) } && !response.text.contains(token))
            let done = try world.open("done")
            #expect(done.status == 200)
            #expect(done.text.contains("Password changed") && !done.showsForm)
            #expect(try world.open("done", method: "HEAD").status == 200)
            #expect(try world.open("done", method: "POST").status == 405)
            _ = try world.takeMails()
        }
    }

    @Test func belowAPrefixItLeadsThere() throws {
        try withWorld(Arrangement(publicURL: "https://example.org/bag")) { world in
            let signUp = credentials("ann@example.org", "correct horse")
            _ = try world.send(Call("POST", "/bag/api/auth/signup", json: signUp))
            _ = try world.send(Call("POST", "/bag/api/auth/forgot", json: #"{"email":"ann@example.org"}"#))
            let user = User(id: "", email: "ann@example.org", password: "correct horse", token: "")
            let token = try world.takeReset(for: user)
            var call = Call("POST", "/bag/reset/\(token)")
            call.contentType = "application/x-www-form-urlencoded"
            call.body = .complete(Array(form.utf8))
            #expect(try world.send(call)["Location"] == ["/bag/reset/done"])
            _ = try world.takeMails()
        }
    }

    @Test func theSamePasswordIsChangedThreeTimesMoreAndChangesNothing() throws {
        try withUsedLink { (world, user, token) throws in
            let session = try world.logIn(user.email, "another horse").member("token")
            for _ in 0..<3 {
                world.clock.advance(seconds: 199)
                let again = try world.submit(form, to: token)
                #expect(again.status == 303)
                #expect(again["Location"] == ["/reset/done"])
            }
            #expect(try world.submit(form, to: token).status == 403)
            #expect(try world.accepts(session), "no session was ended again")
            #expect(try world.takeMails().isEmpty, "no mail was sent again")
        }
    }

    @Test func afterTenMinutesItIsRefused() throws {
        try withUsedLink { (world, _, token) throws in
            world.clock.advance(seconds: 599)
            #expect(try world.submit(form, to: token).status == 303)
            world.clock.advance(seconds: 1)
            #expect(try world.submit(form, to: token).status == 403)
        }
    }

    @Test func aTokenWhoseTimeIsUpMeanwhileStillIsRecognised() throws {
        try withWorld { world in
            let user = try world.addUser()
            let token = try world.resetToken(for: user)
            world.clock.advance(seconds: 86_399)
            #expect(try world.submit(form, to: token).status == 303)
            try world.takeConfirmation(for: user)
            world.clock.advance(seconds: 2)
            #expect(try world.submit(form, to: token).status == 303)
            let other = try world.submit("password=a+third+horse", to: token)
            #expect(other.status == 403)
            #expect(other.text.contains("expired"))
        }
    }

    /// A used link must not be of use for finding out the password: any of them counts.
    @Test func anotherPasswordIsRefusedAtOnceAndUsesUpATry() throws {
        try withUsedLink { (world, user, token) throws in
            for number in 0..<3 {
                #expect(try world.submit("password=a+third+horse+\(number)", to: token).status == 403)
            }
            #expect(try world.submit(form, to: token).status == 403, "no try is left for the right one either")
            #expect(try world.logIn(user.email, "another horse").status == 200)
        }
    }

    @Test func whatCannotBeAPasswordIsRefusedAndUsesUpNone() throws {
        try withUsedLink { (world, _, token) throws in
            for _ in 0..<5 { #expect(try world.submit("password=short", to: token).status == 403) }
            for _ in 0..<3 { #expect(try world.submit(form, to: token).status == 303) }
        }
    }

    /// Neither the password that the link set then, nor the one that another has set since.
    @Test func afterAnotherChangeOfThePasswordItIsRefused() throws {
        try withUsedLink { (world, user, token) throws in
            let second = try world.resetToken(for: user)
            #expect(try world.submit("password=a+third+horse", to: second).status == 303)
            try world.takeConfirmation(for: user)
            for password in ["another+horse", "a+third+horse"] {
                #expect(try world.submit("password=\(password)", to: token).status == 403)
            }
            #expect(try world.submit("password=a+third+horse", to: second).status == 303)
        }
    }

    @Test func theTriesAreThoseOfAllProcesses() throws {
        try withUsedLink { (world, _, token) throws in
            let second = try world.secondProcess()
            defer { second.database.close() }
            let service = second.makeService()
            var call = Call("POST", "/reset/\(token)")
            call.contentType = "application/x-www-form-urlencoded"
            call.body = .complete(Array(form.utf8))
            let services = [service, service, world.service, service, world.service]
            let statuses = try services.map { try $0.response(call).status }
            #expect(statuses == [303, 303, 303, 403, 403])
        }
    }

    /// Some have found the link unused before another has used it.
    @Test func formsThatAreSentAtOnceAllHaveChangedIt() throws {
        try withWorld { world in
            let user = try world.addUser()
            let token = try world.resetToken(for: user)
            var call = Call("POST", "/reset/\(token)")
            call.contentType = "application/x-www-form-urlencoded"
            call.body = .complete(Array(form.utf8))
            let responses = try onThreads(4) { [call, composition = world.composition] _, waitForOthers in
                let service = composition.makeService()
                waitForOthers()
                return try service.response(call).status
            }
            #expect(responses == [303, 303, 303, 303])
            try world.takeConfirmation(for: user)
        }
    }

    @Test func theAPIHasOneUseAsEver() throws {
        try withWorld { world in
            let user = try world.addUser()
            let token = try world.resetToken(for: user)
            let call = Call(
                "POST", "/api/auth/reset", json: #"{"reset_token":"\#(token)","password":"another horse"}"#)
            #expect(try world.send(call).status == 200)
            try expect(try world.send(call), is: .badToken)
            try world.takeConfirmation(for: user)
        }
    }
}

private let form = "password=another+horse"

/// Runs a test in a world where a form has been sent, with the token of its link.
private func withUsedLink(_ body: (World, User, String) throws -> Void) throws {
    try withWorld { world in
        let user = try world.addUser()
        let token = try world.resetToken(for: user)
        #expect(try world.submit(form, to: token).status == 303)
        try world.takeConfirmation(for: user)
        try body(world, user, token)
    }
}
