import MovieBag
import TestPages
import Testing

@Suite("The form of a mark")
struct MarkPageTests {
    /// Runs a test with a movie, a member's browser, and the address of the form.
    private static func withMovie(_ body: (World, User, inout PageBrowser, String) throws -> Void) throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            var browser = try PageBrowser(of: user, in: world)
            try body(world, user, &browser, "/movies/\(id)")
        }
    }

    private static func mark(_ path: String, of user: User, in world: World) throws -> String {
        try world.get("/api\(path)/mine", by: user).text
    }

    @Test func itSavesAndShowsWhatWasNoted() throws {
        try Self.withMovie { (world, user, browser, path) throws in
            let form = try browser.page(path).fields(action: "\(path)/mark")
            #expect(form.map(\.name) == ["form_token", "rating", "watched", "note"])
            let saved = try browser.send(
                form,
                with: ["rating": "8", "watched": "2025-06-01", "wanted": "true", "note": "a\r\n<b>\"&amp;</textarea>"],
                to: "\(path)/mark")
            #expect(saved.status == 303 && saved["Location"] == ["\(path)?notice=mark_saved"])
            let response = try browser.get("\(path)?notice=mark_saved")
            #expect(response.notice == "Your mark was saved.")
            let page = try StrictPage(response)
            let fields = try page.fields(action: "\(path)/mark").filter { $0.name != "form_token" }.map {
                "\($0.name)=\($0.value)"
            }
            #expect(
                fields == [
                    "rating=8", "wanted=true", "watched=2025-06-01", "watched=", "note=a\n<b>\"&amp;</textarea>",
                ])
            #expect(page.text.contains("1 June 2025"))
        }
    }

    @Test func daysAreKeptAddedAndTakenAway() throws {
        try Self.withMovie { (world, user, browser, path) throws in
            let mark = #"{"watched":["2025-05-01","2025-06-01"],"wanted":false}"#
            try world.post("/api\(path)/mine", mark, by: user, method: "PUT")
            let form = try browser.page(path).fields(action: "\(path)/mark")
            #expect(form.filter { $0.name == "watched" }.map(\.value) == ["2025-06-01", "2025-05-01", ""])
            #expect(try browser.send(form, to: "\(path)/mark").status == 303)
            let kept = form.filter { $0.name != "watched" }
            let changed = kept + [("watched", "2025-05-01"), ("watched", "2025-06-16"), ("watched", "2025-05-01")]
            #expect(try browser.send(changed, to: "\(path)/mark").status == 303)
            #expect(try Self.mark(path, of: user, in: world).contains(#"["2025-05-01","2025-06-16"]"#))
        }
    }

    @Test(arguments: [
        ("rating", "11", "Please choose a rating from 1 to 10, or none."),
        ("rating", "x", "Please choose a rating from 1 to 10, or none."),
        ("rating", "0", "Please choose a rating from 1 to 10, or none."),
        ("watched", "2025-06-31", "Please enter a date from 1874 on, like 2026-11-28."),
        ("watched", "1.6.2025", "Please enter a date from 1874 on, like 2026-11-28."),
        ("watched", "1873-12-31", "Please enter a date from 1874 on, like 2026-11-28."),
        ("watched", "2025-06-17", "Please enter a date that is not in the future."),
        ("note", String(repeating: "n", count: 2_001), "Please shorten the note to 2,000 characters."),
    ])
    func whatWillNotDoIsShownAgain(field: String, value: String, problem: String) throws {
        try Self.withMovie { (world, user, browser, path) throws in
            try world.post("/api\(path)/mine", #"{"watched":["2025-05-01"],"wanted":true}"#, by: user, method: "PUT")
            let before = try Self.mark(path, of: user, in: world)
            var fields: [(name: String, value: String)] = [
                ("rating", "5"), ("watched", "2025-05-01"), ("note", "mine"),
            ]
            fields = fields.filter { $0.name != field || field == "watched" } + [(field, value)]
            let response = try browser.send(fields, to: "\(path)/mark")
            #expect(response.status == 400)
            #expect(response.says(problem, at: field), "\(response.text)")
            let again = try StrictPage(response).fields(action: "\(path)/mark")
            #expect(again.contains { $0.name == "watched" && $0.value == "2025-05-01" })
            #expect(again.contains { $0.name == field && $0.value == value } || field == "rating")
            #expect(!again.contains { $0.name == "wanted" })
            #expect(try Self.mark(path, of: user, in: world) == before)
        }
    }

    @Test func aHundredDaysAreTheMost() throws {
        try Self.withMovie { (world, user, browser, path) throws in
            let days = (0..<101).map { number in
                (
                    name: "watched",
                    value: "20\(10 + number / 20)-\(number % 12 < 9 ? "0" : "")\(number % 12 + 1)-\(10 + number % 19)"
                )
            }
            let response = try browser.send(days, to: "\(path)/mark")
            #expect(response.status == 400)
            #expect(response.says("Please keep at most 100 days.", at: "watched"), "\(response.text)")
        }
    }

    @Test func itIsRemovedByAButton() throws {
        try Self.withMovie { (world, user, browser, path) throws in
            #expect(try !browser.page(path).all("form").contains { $0["action"] == "\(path)/mark/remove" })
            let none = try Self.mark(path, of: user, in: world)
            _ = try browser.post("\(path)/mark", ["rating": "8"])
            let form = try browser.page(path).fields(action: "\(path)/mark/remove")
            let response = try browser.send(form, to: "\(path)/mark/remove")
            #expect(response.status == 303 && response["Location"] == ["\(path)?notice=mark_removed"])
            #expect(try browser.get("\(path)?notice=mark_removed").notice == "Your mark was removed.")
            #expect(try Self.mark(path, of: user, in: world) == none)
            // Once more does no harm.
            #expect(try browser.send(form, to: "\(path)/mark/remove").status == 303)
        }
    }

    @Test func aMovieThatIsGoneIsNotFound() throws {
        try Self.withMovie { (world, user, browser, path) throws in
            _ = try world.send(Call("DELETE", "/api\(path)", token: user.token))
            for action in ["mark", "mark/remove"] {
                #expect(try browser.post("\(path)/\(action)", ["rating": "8"]).status == 404)
            }
        }
    }

    @Test func theQuotaOfBytesSaysWhenItIsOver() throws {
        var arrangement = Arrangement()
        arrangement.limits.bytesPerDay = 2_000
        try withWorld(arrangement) { (world) throws in
            let user = try world.addUser()
            let path = "/movies/\(try world.addMovie("Ran", by: user))"
            var browser = try PageBrowser(of: user, in: world)
            let response = try browser.post("\(path)/mark", ["note": String(repeating: "n", count: 1_990)])
            #expect(response.status == 429 && response.text.contains("That was tried too often."))
            #expect(try StrictPage(response).value("note", action: "\(path)/mark")?.count == 1_990)
            #expect(response["Retry-After"].count == 1)
        }
    }
}
