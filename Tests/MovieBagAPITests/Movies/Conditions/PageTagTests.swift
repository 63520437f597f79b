import MovieBagSQLite
import Testing

@Suite("The tags of pages that hold the same movies")
struct PageTagTests {
    @Test func pagesOfOtherSizesHaveOtherTags() throws {
        try withWorld { world in
            _ = try world.addMovie("Ran", by: world.addUser())
            // They hold the same movie.
            let tags = try ["", "?limit=1", "?limit=2", "?limit=999"].map { try world.tag("/api/movies\($0)") }
            #expect(Set(tags).count == 4)
        }
    }

    @Test func anotherPageSizeAfterARestartGivesTheListAnotherTag() throws {
        try withWorld { world in
            _ = try world.addMovie("Ran", by: world.addUser())
            let tag = try world.tag("/api/movies")
            let restarted = try TestComposition(
                Arrangement(pageSize: 5), databasePath: world.folder.database, clock: world.clock)
            defer { restarted.database.close() }
            let service = restarted.makeService()
            let response = try service.response(Call("GET", "/api/movies").unless(tag))
            #expect(response.status == 200)
            #expect(response["ETag"] != [tag])
            // What the page size has no part in stays.
            #expect(
                try service.response(Call("GET", "/api/movies?limit=3"))["ETag"] == [world.tag("/api/movies?limit=3")])
        }
    }
}
