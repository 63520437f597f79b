import TestSite
import Testing

extension BrowserTests {
    /// The whole story of a site, as its people go through it.
    @EndToEnd
    @Suite(.enabled("needs Chromium and chromedriver") { WebDriver.isThere }) struct StoryTests {
        private static let password = "correct horse battery"

        @Test(arguments: Place.all) func wholeStory(place: Place) throws {
            let site = try Site(server: place.server, prefix: place.prefix)
            let ann = try Browser(scripts: place.scripts)
            try Self.makeFirstAccount(ann, site)
            try Self.logIn(ann, site, "ann@example.org")
            try Self.addMovies(ann, site)
            try Self.search(ann, site)
            try Self.meetConflict(ann, site, place)
            try Self.mark(ann, site)
            try Self.remove(ann, site)
            try Self.useAccount(ann, site)
            try Self.administer(ann, site, place)
            try Self.reset(ann, site)
        }

        /// An empty site says how to begin, and does it.
        private static func makeFirstAccount(_ ann: Browser, _ site: Site) throws {
            try ann.open("\(site.url)/")
            #expect(try ann.shown.contains("This site has no account yet"))
            try ann.click("main a.button")
            try ann.type("ann@example.org", into: "#email")
            try ann.type("Ann", into: "#name")
            try ann.type("short", into: "#password")
            // The browser itself refuses a password that is too short.
            try ann.click("main form button[type=submit]", staying: true)
            #expect(try ann.has("#password:invalid"))
            #expect(try ann.url.hasSuffix("/signup"))
            try ann.type(password, into: "#password")
            try ann.click("main form button[type=submit]")
            #expect(try ann.shown.contains("Your account is ready"))
            #expect(try ann.url.contains("/login"))
        }

        private static func logIn(_ browser: Browser, _ site: Site, _ email: String, _ password: String = password)
            throws
        {
            try browser.open("\(site.url)/login")
            try browser.type(email, into: "#email")
            try browser.type("wrong password", into: "#password")
            try browser.click("main form button[type=submit]")
            #expect(try browser.shown.contains("The address or the password is wrong"))
            #expect(try browser.value(of: "#email") == email)
            try browser.type(password, into: "#password")
            try browser.click("main form button[type=submit]")
            #expect(try browser.url == "\(site.url)/")
            #expect(try browser.has("header form button"))
        }

        private static func addMovies(_ ann: Browser, _ site: Site) throws {
            try ann.click("main a.button")
            try ann.type("Amélie", into: "#name")
            try ann.type("20001", into: "#year")
            try ann.type("Audrey Tautou\nMathieu Kassovitz", into: "#casts")
            try ann.type("Romance\nComedy", into: "#genres")
            try ann.type("x", into: "#imdb")
            try ann.click("main form button[type=submit]")
            // The field takes four digits; the identifier is what is wrong, and nothing that was typed is lost.
            #expect(try ann.shown.contains("tt0078748"))
            #expect(try ann.has("#imdb[aria-invalid=true]"))
            #expect(try ann.value(of: "#casts") == "Audrey Tautou\nMathieu Kassovitz")
            try ann.type("2001", into: "#year")
            try ann.type("https://www.imdb.com/title/tt0211915/", into: "#imdb")
            try ann.click("main form button[type=submit]")
            #expect(try ann.read("h1") == "Amélie")
            #expect(try ann.shown.contains("Added to the collection"))
            try ann.open("\(site.url)/movies/new")
            try ann.click("main details.known summary")
            try ann.type("Das Boot", into: "#name")
            try ann.type("1981", into: "#year")
            try ann.click("main form button[type=submit]")
            #expect(try ann.read("h1") == "Das Boot")
            // Back is the form, and sends nothing.
            try ann.back()
            #expect(try ann.url == "\(site.url)/movies/new")
            #expect(try ann.has("main form #name"))
        }

        private static func search(_ ann: Browser, _ site: Site) throws {
            try ann.open("\(site.url)/")
            #expect(try ann.shown.contains("2 movies"))
            try ann.type("ameli", into: "#q")
            try ann.pressEnter()
            #expect(try ann.shown.contains("1 movie found"))
            #expect(try ann.url.contains("q=ameli"))
            try ann.click(".chips a")
            #expect(try ann.shown.contains("2 movies"))
            try ann.open("\(site.url)/?genre=romance&year_from=1990")
            #expect(try ann.shown.contains("Amélie"))
            #expect(try !ann.shown.contains("Das Boot"))
            try ann.open("\(site.url)/?q=nothing+of+that")
            #expect(try ann.shown.contains("Try fewer words"))
        }

        /// Two tabs change one movie.
        private static func meetConflict(_ ann: Browser, _ site: Site, _ place: Place) throws {
            try ann.open("\(site.url)/")
            try ann.click(text: "Das Boot")
            let movie = try String(ann.url.split(separator: "?")[0])
            try ann.click(text: "Edit")
            let token = try site.logIn("ann@example.org")
            let id = movie.split(separator: "/").last ?? ""
            let other = try site.mounted.put("/api/movies/\(id)", json: #"{"genres":["War"]}"#, token: token)
            #expect(other.status == 200)
            try ann.type("Drama", into: "#genres")
            try ann.click("main form button[type=submit]")
            #expect(try ann.shown.contains("War"))
            #expect(try ann.shown.contains("Drama"))
            try ann.click("main form button.danger")
            #expect(try ann.read("h1") == "Das Boot")
            #expect(try ann.shown.contains("Drama"))
            #expect(try !ann.shown.contains("War"))
        }

        private static func mark(_ ann: Browser, _ site: Site) throws {
            try ann.open("\(site.url)/?q=boot")
            try ann.click(text: "Das Boot")
            try ann.click("#rating-9")
            try ann.type("Seen with Ben.", into: "#note")
            try ann.click("main .panel form button[type=submit]")
            #expect(try ann.shown.contains("Your mark was saved"))
            #expect(try ann.value(of: "#note") == "Seen with Ben.")
            #expect(try ann.has("#rating-9[checked]"))
        }

        /// A slip is taken back.
        private static func remove(_ ann: Browser, _ site: Site) throws {
            try ann.click(text: "Remove")
            #expect(try ann.read("h1").contains("Remove"))
            try ann.click("main form button.danger")
            #expect(try ann.shown.contains("Here you can bring it back"))
            try ann.open("\(site.url)/")
            #expect(try !ann.shown.contains("Das Boot"))
            try ann.open("\(site.url)/removed")
            try ann.click("main form button")
            #expect(try ann.read("h1") == "Das Boot")
            #expect(try ann.shown.contains("The movie is back"))
            #expect(try ann.value(of: "#note") == "Seen with Ben.")
        }

        /// Another language, and a session that ends elsewhere.
        private static func useAccount(_ ann: Browser, _ site: Site) throws {
            _ = try site.logIn("ann@example.org")
            try ann.open("\(site.url)/account")
            #expect(try ann.shown.contains("Sessions"))
            try ann.click("#language option[value=de]")
            try ann.click("main section form button[type=submit]")
            #expect(try ann.read("h1") == "Konto")
            try ann.open("\(site.url)/")
            #expect(try ann.has("html[lang=de]"))
            #expect(try ann.shown.contains("Sammlung"))
            try ann.open("\(site.url)/account")
            try ann.click("#language option[value=en]")
            try ann.click("main section form button[type=submit]")
            #expect(try ann.read("h1") == "Account")
        }

        /// An administrator invites Ben, who makes his account by the link and is disabled then.
        private static func administer(_ ann: Browser, _ site: Site, _ place: Place) throws {
            try ann.open("\(site.url)/admin")
            #expect(try ann.shown.contains("This page is for administrators"))
            _ = try site.succeed("account", "role", "ann@example.org", "administrator", "--force")
            try ann.open("\(site.url)/admin/invitations")
            try ann.type("ben@example.org", into: "#invite-email")
            try ann.click("main form button[type=submit]")
            let mail = try site.mailbox.take(for: "ben@example.org", subject: "[Movie-bag] You Are Invited")
            let ben = try Browser(scripts: place.scripts)
            try ben.open("\(site.url)/invitation/\(try mail.token(of: "invitation", site: site.url))")
            try ben.type("a horse for ben", into: "#password")
            try ben.click("main form button[type=submit]")
            #expect(try ben.url == "\(site.url)/invitation/done")
            try logIn(ben, site, "ben@example.org", "a horse for ben")
            try ann.open("\(site.url)/admin?email=ben@example.org")
            try ann.click(text: "Manage")
            try ann.click(text: "Disable")
            try ben.open("\(site.url)/account")
            #expect(try ben.url.contains("/login"))
        }

        /// Log out, forget the password, and set another by the mail.
        private static func reset(_ ann: Browser, _ site: Site) throws {
            try ann.click("header form button")
            #expect(try ann.shown.contains("You are logged out"))
            try ann.click(text: "Forgot your password?")
            try ann.type("ann@example.org", into: "#email")
            try ann.click("main form button[type=submit]")
            #expect(try ann.shown.contains("is on its way"))
            let mail = try site.mailbox.take(for: "ann@example.org", subject: "[Movie-bag] Reset Your Password")
            try ann.open("\(site.url)/reset/\(try mail.resetToken(site: site.url))")
            try ann.type("another good horse", into: "#password")
            try ann.click("main form button[type=submit]")
            #expect(try ann.url == "\(site.url)/reset/done")
            try logIn(ann, site, "ann@example.org", "another good horse")
        }
    }
}
