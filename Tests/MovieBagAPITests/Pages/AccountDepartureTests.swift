import MovieBag
import TestPages
import Testing

@Suite("Deleting the own account by page")
struct AccountDepartureTests {
    @Test func withoutMoviesThereIsNothingToChoose() throws {
        try withWorld { world in
            let user = try world.addUser()
            var browser = try PageBrowser(of: user, in: world)
            let wrong = try browser.post("/account/delete", ["current_password": "hunter2222"])
            #expect(wrong.status == 403 && wrong.says("This is not your current password.", at: "delete-current"))
            #expect(wrong.text.contains("<details open>") && !wrong.text.contains("hunter2222"))
            let page = try browser.submit("/account/delete", ["current_password": user.password])
            #expect(browser.cookie == nil && page.status == 200 && page.text.contains("Account deleted"))
            #expect(try !world.accepts(user.token) && world.logIn(user.email, user.password).status == 401)
            try world.takeConfirmation(.accountDeleted, for: user)
        }
    }

    @Test(arguments: ["leave", "delete"])
    func moviesAreLeftOrDeleted(choice: String) throws {
        try withWorld { world in
            let ada = try world.addAdministrator()
            let user = try world.addUser()
            try world.post("/api/movies", #"{"name":"Alien","casts":[],"genres":[]}"#, by: user)
            var browser = try PageBrowser(of: user, in: world)
            let question = "You have added 1 movie. What is to happen to it?"
            #expect(try browser.get("/account").text.contains("<legend>\(question)</legend>"))
            for other in ["", "all", "<b>"] {
                let page = try browser.post(
                    "/account/delete", ["movies": other, "current_password": user.password])
                #expect(page.status == 400 && page.text.contains("Please choose what is to happen to your movies.</a>"))
                #expect(!page.text.contains("<b>"))
            }
            let page = try browser.post("/account/delete", ["movies": choice, "current_password": ""])
            #expect(page.status == 400 && page.text.contains(#"value="\#(choice)""#))
            #expect(page.text.contains(" checked>"))
            _ = try browser.submit("/account/delete", ["movies": choice, "current_password": user.password])
            while try world.service.store.continueDepartures(limit: 100, within: .seconds(1)) {}
            #expect(try world.get("/api/movies", by: ada).text.contains("Alien") == (choice == "leave"))
            try world.takeConfirmation(.accountDeleted, for: user)
        }
    }

    @Test func theLastAdministratorStays() throws {
        try withWorld { world in
            let ada = try world.addAdministrator()
            var browser = try PageBrowser(of: ada, in: world)
            let page = try browser.get("/account").text
            #expect(!page.contains(#"action="/account/delete""#))
            let sentence = "This is the last administrator who is not disabled."
            let refused = try browser.post("/account/delete", ["current_password": ada.password])
            #expect(refused.status == 409 && refused.text.contains("<li>\(sentence)"))
            #expect(try world.accepts(ada.token))
        }
    }
}
