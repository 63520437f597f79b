import Glibc

/// Where this package's files are: the templates, nginx's configuration, and the program that was built.
package enum Repository {
    /// The top directory, found from this file's own path.
    package static let path: String = {
        // This file is there when it was just built.
        resolved(#filePath).split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
    }()

    /// The templates that are delivered with the program.
    package static let templates = "\(path)/templates"

    /// The program: what MOVIE_BAG_BINARY says, else the one built together with these tests.
    package static let program: String = {
        if let path = getenv("MOVIE_BAG_BINARY") { return String(cString: path) }
        let beside =
            resolved("/proc/self/exe").split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/movie-bag"
        return access(beside, X_OK) == 0 ? beside : "\(path)/.build/debug/movie-bag"
    }()

    /// The path of a file that is there, without symbolic links.
    private static func resolved(_ path: String) -> String {
        let resolved = realpath(path, nil)!
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
