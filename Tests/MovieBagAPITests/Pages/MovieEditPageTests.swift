import MovieBag
import TestPages
import Testing

@testable import MovieBagPages

@Suite("The form that changes a movie")
struct MovieEditPageTests {
    private static func withMovie(_ body: (World, User, inout PageBrowser, String) throws -> Void) throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let movie = #"{"name":"Ran","year":1985,"casts":["Tatsuya Nakadai"],"genres":["War"]}"#
            let id = try world.send(Call("POST", "/api/movies", json: movie, token: user.token)).member("id")
            var browser = try PageBrowser(of: user, in: world)
            try body(world, user, &browser, "/movies/\(id)")
        }
    }

    @Test(arguments: [("0", 0), ("1", 1), ("9223372036854775807", .max), ("007", 7)] as [(String, Int64)])
    func aRevisionIsRead(text: String, number: Int64) {
        #expect(Revision(formText: Array(text.utf8))?.number == number)
    }

    @Test(arguments: ["", "-1", "x", "1 ", "9223372036854775808", "99999999999999999999", "١"])
    func anythingElseIsNoRevision(text: String) {
        #expect(Revision(formText: Array(text.utf8)) == nil)
    }

    @Test func itShowsTheMovieAndSavesTheChange() throws {
        try Self.withMovie { (world, user, browser, path) throws in
            let form = try browser.page("\(path)/edit").fields()
            let shown = form.filter { !["form_token", "version"].contains($0.name) }.map { "\($0.name)=\($0.value)" }
            #expect(shown == ["name=Ran", "year=1985", "imdb=", "genres=War", "casts=Tatsuya Nakadai"])
            let response = try browser.send(
                form, with: ["name": "Ran!", "year": "", "genres": "War\r\nDrama"], to: "\(path)/edit")
            #expect(response.status == 303 && response["Location"] == ["\(path)?notice=saved"])
            #expect(try browser.get("\(path)?notice=saved").notice == "Saved.")
            let movie = try world.get("/api\(path)", by: user).text
            #expect(movie.contains(#""name":"Ran!""#) && !movie.contains("1985") && movie.contains(#"["War","Drama"]"#))
            // The same form once more: it is saved already.
            #expect(
                try browser.send(
                    form, with: ["name": "Ran!", "year": "", "genres": "War\r\nDrama"], to: "\(path)/edit"
                ).status == 303)
        }
    }

    @Test func whatWasChangedMeanwhileIsShownAndThenOverwritten() throws {
        try Self.withMovie { (world, user, browser, path) throws in
            let form = try browser.page("\(path)/edit").fields()
            let id = String(path.dropFirst(8))
            try world.rename(id, to: "Ran <theirs>", by: user)
            let response = try browser.send(
                form, with: ["name": "Ran \"mine\"", "casts": "a\r\nb"], to: "\(path)/edit")
            #expect(response.status == 412)
            let page = try StrictPage(response)
            #expect(
                page.heading == "Changed by someone else"
                    && page.all("td").map(\.text).prefix(2) == ["Ran <theirs>", "Ran \"mine\""])
            #expect(page.all("tbody").filter { $0["class"] == "differs" }.count == 2)
            #expect(try world.movies().contains("theirs"))
            let mine = try page.fields(action: "\(path)/edit")
            #expect(mine.first { $0.name == "casts" }?.value == "a\nb")
            // Changed once more: shown once more.
            try world.rename(id, to: "Ran again", by: user)
            #expect(try browser.send(mine, to: "\(path)/edit").status == 412)
            let latest = try StrictPage(browser.send(mine, to: "\(path)/edit")).fields(action: "\(path)/edit")
            #expect(try browser.send(latest, to: "\(path)/edit").status == 303)
            #expect(try world.movies().contains(#""name":"Ran \"mine\"""#))
        }
    }

    @Test(arguments: ["", "x", "-1", "99"]) func aFormWithoutItsRevisionOverwritesNothing(version: String) throws {
        try Self.withMovie { (world, _, browser, path) throws in
            let response = try browser.post("\(path)/edit", ["name": "Ikiru", "version": version])
            #expect(response.status == 412)
            #expect(try world.movies().contains(#""name":"Ran""#))
        }
    }

    @Test func aMovieThatIsGoneSaysSo() throws {
        try Self.withMovie { (world, user, browser, path) throws in
            let form = try browser.page("\(path)/edit").fields()
            _ = try world.send(Call("DELETE", "/api\(path)", token: user.token))
            let response = try browser.send(form, with: ["name": "<b>Ran"], to: "\(path)/edit")
            #expect(response.status == 412)
            let page = try StrictPage(response)
            #expect(page.text.contains("Someone removed this movie") && page.text.contains("<b>Ran"))
            #expect(try browser.get("\(path)/edit").status == 404)
        }
    }

    @Test func onlyTheOwnerAndAdministratorsChangeIt() throws {
        try Self.withMovie { (world, _, browser, path) throws in
            let form = try browser.page("\(path)/edit").fields()
            var other = try PageBrowser(of: world.addUser("ben@example.org"), in: world)
            let shown = try other.page("\(path)/edit", status: 403)
            #expect(shown.text.contains("Only the account that added a movie, and administrators, may change it."))
            #expect(try other.send(form, with: ["name": "Ikiru"], to: "\(path)/edit").status == 403)
            #expect(try world.movies().contains(#""name":"Ran""#))
            var administrator = try PageBrowser(of: world.addAdministrator(), in: world)
            #expect(try administrator.send(form, with: ["name": "Ikiru"], to: "\(path)/edit").status == 303)
            #expect(try world.movies().contains(#""name":"Ikiru""#))
        }
    }

    @Test func whatWillNotDoAndWhatIsTakenIsShownAgain() throws {
        try Self.withMovie { (world, user, browser, path) throws in
            _ = try world.addMovie("Ikiru", by: user)
            let form = try browser.page("\(path)/edit").fields()
            let bad = try browser.send(form, with: ["name": " ", "year": "soon"], to: "\(path)/edit")
            #expect(bad.status == 400 && bad.text.contains("There are 2 problems"))
            let taken = try browser.send(form, with: ["name": "Ikiru", "year": ""], to: "\(path)/edit")
            #expect(taken.status == 409)
            #expect(taken.says("A movie with this name and this year is there already.", at: "name"))
            for response in [bad, taken] {
                let again = try StrictPage(response).fields()
                #expect(again.first { $0.name == "version" }?.value == form.first { $0.name == "version" }?.value)
                #expect(again.first { $0.name == "casts" }?.value == "Tatsuya Nakadai")
            }
        }
    }
}
