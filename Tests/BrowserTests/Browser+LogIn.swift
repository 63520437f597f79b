import TestSite
import Testing

extension Browser {
    /// Logs in by the page, and sees that it worked.
    func logIn(_ email: String, at site: Site, password: String = Site.password) throws {
        try open("\(site.url)/login")
        try type(email, into: "#email")
        try type(password, into: "#password")
        try click("main form button[type=submit]")
        #expect(try has("header form button"))
    }
}
