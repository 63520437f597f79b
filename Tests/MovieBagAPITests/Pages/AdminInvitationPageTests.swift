import MovieBag
import TestPages
import Testing

@Suite("The page of invitations for administrators")
struct AdminInvitationPageTests {
    @Test func anInvitationIsShownOnceAndWithdrawn() throws {
        try withWorld { world in
            let ada = try world.addAdministrator()
            var browser = try PageBrowser(of: ada, in: world)
            #expect(try browser.get("/admin/invitations").text.contains("No invitation is open."))
            let page = try browser.post("/admin/invitations", ["email": "", "role": "administrator", "days": "3"])
            #expect(page.status == 200 && page["Cache-Control"] == ["no-store"])
            #expect(page.notice == "The invitation was made." && !page.text.contains("It is also on its way by mail."))
            let link = try #require(page.text.firstMatch(of: /value="http:\/\/localhost:8080\/invitation\/([^"]+)"/))
            var guest = PageBrowser(in: world)
            #expect(try guest.get("/invitation/\(link.output.1)").status == 200)
            let later = try browser.get("/admin/invitations").text
            #expect(!later.contains("/invitation/\(link.output.1)") && later.contains("<span>Administrator</span>"))
            #expect(later.contains("Ends 18 June 2025"))
            let withdraw = try #require(later.firstMatch(of: /action="([^"]+\/withdraw)"/)?.output.1)
            #expect(try browser.submit("\(withdraw)").notice == "The invitation was withdrawn.")
            #expect(try guest.get("/invitation/\(link.output.1)").status == 403)
            #expect(try browser.submit("\(withdraw)").notice == "Nothing was changed.")
            #expect(try browser.post("/admin/invitations/x/withdraw").status == 404)
        }
    }

    @Test func oneForAnAddressIsMailed() throws {
        try withWorld { world in
            let ada = try world.addAdministrator()
            var browser = try PageBrowser(of: ada, in: world)
            let page = try browser.post(
                "/admin/invitations", ["email": " eve@example.org ", "role": "member", "days": "7"])
            #expect(page.status == 200 && page.text.contains("It is also on its way by mail."))
            #expect(page.text.contains("<bdi>eve@example.org</bdi>"))
            let links = try world.takeLinks()
            #expect(links.map(\.recipient) == ["eve@example.org"] && links.map(\.kind) == [.invitation])
        }
    }

    @Test func oneThatIsWrongIsShownAgain() throws {
        try withWorld { world in
            let ada = try world.addAdministrator()
            let ann = try world.addUser()
            try world.proveAddress(of: ann)
            var browser = try PageBrowser(of: ada, in: world)
            for email in ["ann", "<b>@example.org\"'&", "a@b"] {
                let page = try browser.post(
                    "/admin/invitations", ["email": email, "role": "administrator", "days": "9"])
                #expect(page.status == 400)
                #expect(page.says("Please enter an email address like name@example.org.", at: "invite-email"))
                #expect(page.text.contains(#"<option value="administrator" selected>"#))
                #expect(page.text.contains(#"max="90" value="9""#) && !page.text.contains("<b>"))
            }
            for days in ["0", "91", "x", "99999999999999999999"] {
                let page = try browser.post("/admin/invitations", ["email": "", "role": "member", "days": days])
                #expect(page.status == 400)
                #expect(page.says("Please enter a number of days from 1 to 90.", at: "invite-days"))
            }
            let empty = try browser.post("/admin/invitations")
            #expect(empty.status == 400 && empty.says("Please fill in “Days until it ends”.", at: "invite-days"))
            let whole = "The form did not arrive whole. Please send it again."
            let role = try browser.post("/admin/invitations", ["role": "owner", "days": "7"])
            #expect(role.status == 400 && role.text.contains(whole))
            let twice = try browser.post("/admin/invitations", ["days": "7", "days": "8"])
            #expect(twice.status == 400 && twice.says(whole) && twice.text.contains(#"max="90" value="7""#))
            let taken = try browser.post(
                "/admin/invitations", ["email": ann.email, "role": "member", "days": "7"])
            #expect(taken.status == 409 && taken.text.contains(##"<a href="#invite-email">There is an account"##))
            #expect(try world.get("/api/invitations", by: ada).text == "[]")
        }
    }
}
