import TestFiles
import TestSite

/// A suite that runs a service of two processes, with a file of settings in a directory of its own.
protocol ReloadSuite {
    /// Holds everything; the file is `settings` in it.
    var directory: TemporaryDirectory { get }
}

extension ReloadSuite {
    var socket: String { directory["movie-bag.sock"] }
    var log: String { directory["log"] }
    var environment: [String: String] {
        [
            "MOVIE_BAG_DATABASE": directory["movie-bag.db"], "MOVIE_BAG_TEMPLATES": "\(Repository.path)/templates",
            "MOVIE_BAG_ENV_FILE": directory["settings"],
        ]
    }

    /// The directory, with a file of settings in it.
    static func makeDirectory() throws -> TemporaryDirectory {
        let directory = try TemporaryDirectory()
        try Files.write("MOVIE_BAG_PAGE_SIZE=10\n", to: directory["settings"])
        return directory
    }

    /// Starts the service, and returns when both processes serve.
    func start(_ program: String = Repository.program, _ arguments: [String] = []) throws -> Program {
        let program = try Program(
            [program, "serve", "--listen", "unix:\(socket)", "--processes", "2"] + arguments,
            environment: environment, output: log)
        try waitForLog(" on fd:0", times: 2)
        return program
    }

    func waitForLog(_ sentence: String, times: Int = 1) throws {
        try wait(for: "\"\(sentence)\" in \((try? Files.text(log)) ?? "")") {
            try Files.text(log).split(separator: "\n").count { $0.contains(sentence) } >= times
        }
    }

    /// The status of a page of so many movies, which depends on the settings.
    func status(limit: Int) throws -> String {
        let response = try FastCGIConnection(socket).exchange(FastCGIRequest("GET", "/api/movies?limit=\(limit)"))
        return response.contains("Status: ") ? String(response.prefix(11)) : "Status: 200"
    }

    func copyProgram(to path: String) throws {
        let copy = try FinishedProgram(["cp", "--reflink=auto", Repository.program, path])
        guard copy.ending == .status(0) else { throw Failure("cp: \(copy.errors)") }
    }
}
