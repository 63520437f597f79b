import TestPages
import Testing

@Suite("The page of removed movies")
struct RemovedMoviePageTests {
    @Test func aRemovedMovieIsBroughtBackWithItsMark() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let id = try world.addMovie("Ran <\"&amp;>", by: user)
            var browser = try PageBrowser(of: user, in: world)
            _ = try browser.submit("/movies/\(id)/mark", ["rating": "9", "note": "Twice."])
            _ = try browser.submit("/movies/\(id)/remove")
            let page = try browser.page("/removed?notice=removed")
            #expect(page.text.contains("Ran <\"&amp;>") && page.text.contains("Here you can bring it back."))
            #expect(try browser.get("/movies/\(id)").status == 404)
            let movie = try browser.submit("/movies/\(id)/restore")
            #expect(movie.status == 200 && movie.text.contains("The movie is back.") && movie.text.contains("Twice."))
            #expect(try browser.get("/removed").text.contains("No movie has been removed"))
            // The same form once more leads to the movie.
            let again = try browser.post("/movies/\(id)/restore")
            #expect(again.status == 303 && again["Location"] == ["/movies/\(id)"])
        }
    }

    @Test func aNameThatIsTakenMeanwhileIsSaid() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            var browser = try PageBrowser(of: user, in: world)
            _ = try browser.submit("/movies/\(id)/remove")
            _ = try world.addMovie("Ran", by: user)
            let refused = try browser.post("/movies/\(id)/restore")
            #expect(refused.status == 409 && refused.text.contains("Ran"))
            #expect(try StrictPage(refused).text.contains("There is a problem"))
        }
    }

    @Test func othersDoNotSeeItAndDoNotBringItBack() throws {
        try withWorld { (world) throws in
            let user = try world.addUser()
            let id = try world.addMovie("Ran", by: user)
            var browser = try PageBrowser(of: user, in: world)
            _ = try browser.submit("/movies/\(id)/remove")
            var other = try PageBrowser(of: world.addUser("ben@example.org"), in: world)
            #expect(try !other.get("/removed").text.contains("Ran"))
            #expect(try other.post("/movies/\(id)/restore").status == 404)
            #expect(try other.post("/movies/0123456789abcdef01234567/restore").status == 404)
            #expect(try other.post("/movies/x/restore").status == 404)
            var stranger = PageBrowser(in: world)
            #expect(try stranger.get("/removed")["Location"] == ["/login?next=%2Fremoved"])
            #expect(try stranger.post("/movies/\(id)/restore").status == 403)
            browser.fetchSite = "cross-site"
            #expect(try browser.post("/movies/\(id)/restore").status == 403)
            #expect(try world.movies() == "[]")
            var administrator = try PageBrowser(of: world.addAdministrator(), in: world)
            #expect(try administrator.get("/removed").text.contains("Ran"))
            #expect(try administrator.submit("/movies/\(id)/restore").status == 200)
        }
    }
}
