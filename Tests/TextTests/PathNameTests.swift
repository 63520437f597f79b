import Testing
import Text

struct PathNameTests {
    @Test(arguments: [
        ("/var/lib/movie-bag/movies.db", "/var/lib/movie-bag", "movies.db"), ("/movies.db", "/", "movies.db"),
        ("movies.db", ".", "movies.db"), ("data/movies.db", "data", "movies.db"), ("data/", "data", ""), ("", ".", ""),
        ("/", "/", ""),
    ])
    func aPathHasADirectoryAndAName(path: String, directory: String, name: String) {
        #expect(PathName.directory(of: path) == directory)
        #expect(PathName.last(of: path) == name)
    }

    @Test func aNameIsJoinedToAnyDirectory() {
        #expect(PathName.joined("/", "movies.db") == "/movies.db")
        #expect(PathName.joined("/srv", "movies.db") == "/srv/movies.db")
        #expect(PathName.joined(".", "movies.db") == "./movies.db")
    }
}
