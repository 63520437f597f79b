import Mail
import MovieBag
import MovieBagSQLite
import Testing
import Web

@Suite("The page that changes an address, or restores it")
struct EmailPageTests {
    /// ASVS O.2
    @Test func openingChangesNothingAndTheFormDoes() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let token = try Self.changeToken(for: user, to: "ann@example.net", in: world)
            for method in ["GET", "HEAD", "GET"] {
                #expect(try world.open("email", token, method: method).status == 200)
            }
            let page = try world.open("email", token)
            #expect(page.text.contains("ann@example.net") && page.text.contains("Confirm your new address"))
            #expect(try world.account("ann@example.org") != nil)
            let response = try world.submit(to: "email", token)
            #expect(response.status == 303 && response["Location"] == ["/email/done"])
            #expect(try world.open("email", "done").text.contains("Address confirmed"))
            #expect(try world.account("ann@example.net") != nil)
            let again = try world.submit(to: "email", token)
            #expect(again.status == 403 && again.text.contains("Perhaps the change was made already"))

            let undo = try Self.link(.undo, to: "ann@example.org", in: world)
            let undoPage = try world.open("email", undo)
            #expect(undoPage.text.contains("Restore your address") && undoPage.text.contains("ann@example.org"))
            #expect(try world.account("ann@example.net") != nil)
            let undone = try world.submit(to: "email", undo)
            #expect(undone.status == 303 && undone["Location"] == ["/email/restored"])
            #expect(try world.open("email", "restored").text.contains("Address restored"))
            #expect(try world.account("ann@example.org") != nil)
            #expect(try world.submit(to: "email", undo).status == 403)
            _ = try Self.link(.reset, to: "ann@example.org", in: world)
        }
    }

    @Test func cutAndExpiredLinksAndOtherBodiesAreRefused() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let token = try Self.changeToken(for: user, to: "ann@example.net", in: world)
            let cut = String(token.dropLast(2))
            #expect(try world.open("email", cut).text.contains("not complete"))
            #expect(try world.submit(to: "email", cut).status == 403)
            var call = Call.form("", to: "/email/\(token)")
            call.contentType = "text/plain"
            #expect(try world.send(call).status == 415)
            #expect(try world.submit("%zz", to: "email", token).status == 400)
            world.clock.advance(seconds: 86_400)
            let late = try world.submit(to: "email", token)
            #expect(late.status == 403 && late.text.contains("expired"))
            #expect(try world.account("ann@example.org") != nil)
        }
    }

    /// While an address may be restored, no other account gets it.
    @Test func aReservedAddressIsTaken() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let token = try Self.changeToken(for: user, to: "ann@example.net", in: world)
            #expect(try world.submit(to: "email", token).status == 303)
            let undo = try Self.link(.undo, to: "ann@example.org", in: world)
            try expect(try world.signUp("ann@example.org"), is: .emailAlreadyExists)
            let hiding = try world.process(HiddenAccountTests.hiding)
            defer { hiding.database.close() }
            #expect(try hiding.makeService().response(.signUp("ann@example.org")).status == 200)
            #expect(try world.takeMails().isEmpty)
            #expect(try world.submit(to: "email", undo).status == 303)
            _ = try world.takeMails()
        }
    }

    private static func changeToken(for user: User, to address: String, in world: World) throws -> String {
        let body = #"{"current_password":\#(quoted(user.password)),"email":\#(quoted(address))}"#
        let response = try world.send(Call("POST", "/api/auth/email", json: body, token: user.token))
        try #require(response.status == 200, "\(response)")
        return try link(.email, to: address, in: world)
    }

    /// The token of the one mail that waits.
    private static func link(_ purpose: TokenPurpose, to address: String, in world: World) throws -> String {
        let mails = try world.takeMails()
        #expect(mails.map(\.recipient.text) == [address])
        let claims = try #require(mails.first?.mail.content.link)
        #expect(claims.purpose == purpose)
        return try world.text(claims)
    }
}
