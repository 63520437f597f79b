import MovieBag
import TestPages
import Testing

@Suite("The page of mails for administrators")
struct AdminOutboxPageTests {
    /// Makes a dead letter of the mail that waits alone.
    private static func bury(_ reason: String, in world: World) throws {
        let now = world.clock.now
        guard case .leased(let mail) = try world.service.store.leaseNext(at: now, leaseEnd: now + .seconds(60)) else {
            Issue.record("no mail waits")
            return
        }
        try world.service.store.keepAsDeadLetter(mail, at: now, reason: reason)
    }

    private static func forget(_ user: User, in world: World) throws {
        try world.post("/api/auth/forgot", #"{"email":"\#(user.email)"}"#)
    }

    @Test func deadLettersAreTriedAgainOrDropped() throws {
        try withWorld { world in
            let ada = try world.addAdministrator()
            let ann = try world.addUser()
            var browser = try PageBrowser(of: ada, in: world)
            let empty = try browser.get("/admin/outbox").text
            #expect(empty.contains("<h1>Outbox</h1>") && !empty.contains(#"action="/admin/outbox"#))
            try Self.forget(ann, in: world)
            try Self.bury("<b>no such user", in: world)
            let page = try browser.get("/admin/outbox")
            #expect(page.status == 200 && page["Cache-Control"] == ["no-store"])
            for text in [
                "<h3>Link for a new password</h3>", "<bdi>ann@example.org</bdi>", "1 attempt<", "&lt;b&gt;no such user",
                #"action="/admin/outbox/retry""#, #"<span class="tag"> 1 dead letter</span>"#,
            ] { #expect(page.text.contains(text), "\(text)") }
            #expect(!page.text.contains("<b>"))
            let retry = try #require(page.text.firstMatch(of: /action="(\/admin\/outbox\/[0-9a-f]{24})\/retry"/))
            #expect(try browser.submit("\(retry.output.1)/retry").notice == "The mail is due again.")
            let waiting = try browser.get("/admin/outbox").text
            #expect(waiting.contains("The oldest waits for a minute.") && waiting.contains("<dd>1</dd>"))
            try Self.bury("again", in: world)
            #expect(try browser.submit("/admin/outbox/retry").notice == "All dead letters are due again.")
            try Self.bury("again", in: world)
            #expect(try browser.submit("\(retry.output.1)/drop").notice == "The mail was dropped.")
            for action in ["retry", "drop"] {
                #expect(try browser.submit("\(retry.output.1)/\(action)").notice == "Nothing was changed.")
                #expect(try browser.post("/admin/outbox/x/\(action)").status == 404)
            }
            let records = try world.service.store.records(AuditQuery(limit: 9))
                .filter { $0.kind.hasPrefix("mail-") }
            #expect(records.map(\.kind) == ["mail-dropped", "mail-retried", "mail-retried"])
            #expect(records.allSatisfy { $0.actor?.description == ada.id && $0.account == nil })
            let id = retry.output.1.split(separator: "/").last ?? ""
            #expect(records.map(\.detail) == ["mail \(id)", "all dead letters", "mail \(id)"])
        }
    }

    /// A process may be at it.
    @Test func aMailInDeliveryIsLeftAlone() throws {
        try withWorld { world in
            let ada = try world.addAdministrator()
            var browser = try PageBrowser(of: ada, in: world)
            try Self.forget(ada, in: world)
            let now = world.clock.now
            guard case .leased(let mail) = try world.service.store.leaseNext(at: now, leaseEnd: now + .seconds(60))
            else {
                Issue.record("no mail waits")
                return
            }
            let path = "/admin/outbox/\(mail.mail.id)/drop"
            #expect(try browser.submit(path).notice == "Nothing was changed.")
            try world.service.store.remove(mail)
        }
    }
}
