import Glibc
import TestSite
import TestFiles

/// Opens databases that a failed power left behind, many with one run of SQLite's shell.
struct ReplayInspection {
    private struct Subject {
        let title: String
        let promises: ReplayPromises
        let path: String
    }

    private let directory: TemporaryDirectory
    private var subjects: [Subject] = []
    private(set) var count = 0
    private(set) var problems: [String] = []

    init() throws { directory = try TemporaryDirectory() }

    /// Takes the files of a database, and looks at them now or later.
    ///
    /// - Parameter database: the path that it has in the names of the files.
    mutating func add(
        _ files: [String: [UInt8]], database: String, _ title: String, _ promises: ReplayPromises
    ) throws {
        let path = try directory.makeDirectory("\(count)") + "/movie-bag.db"
        for (name, bytes) in files { try write(bytes, to: path + name.dropFirst(database.count)) }
        subjects.append(Subject(title: title, promises: promises, path: path))
        count += 1
        if subjects.count == 32 { try finish() }
    }

    /// Looks at all that have not been looked at.
    mutating func finish() throws {
        // Recovery may write, and need not wait for a real disk.
        let script = subjects.map { subject in
            """
            .open \(subject.path)
            .dbconfig no_ckpt_on_close on
            PRAGMA synchronous = OFF;
            PRAGMA integrity_check;
            SELECT 'accounts ' || count(*) FROM accounts;
            SELECT 'sessions ' || count(*) FROM sessions;
            SELECT 'movie ' || key FROM movies;
            SELECT 'end';

            """
        }
        try Files.write(script.joined(), to: directory["script"])
        let shell = try FinishedProgram(
            ["sh", "-c", #"sqlite3 -batch <"$0" 2>&1"#, directory["script"]], limit: .seconds(120))
        let parts = shell.output.split(separator: "end\n", omittingEmptySubsequences: false)
        guard parts.count == subjects.count + 1 else { throw Failure("sqlite3: \(shell.output.suffix(500))") }
        for (subject, part) in zip(subjects, parts) {
            problems += self.problems(part.split(separator: "\n"), subject).map { "\(subject.title): \($0)" }
            try remove(subject)
        }
        subjects = []
    }

    private func problems(_ lines: [Substring], _ subject: Subject) -> [String] {
        func values(_ name: String) -> [String] {
            lines.filter { $0.hasPrefix("\(name) ") }.map { String($0.dropFirst(name.count + 1)) }
        }
        var problems = subject.promises.problems(
            movies: values("movie"), accounts: Int(values("accounts").first ?? "0") ?? 0,
            sessions: Int(values("sessions").first ?? "0") ?? 0)
        // Before the first start has made them there are no tables, and nobody has been promised anything.
        let rest = lines.filter { line in
            ["accounts ", "sessions ", "movie "].allSatisfy { !line.hasPrefix($0) } && !line.contains("no such table")
        }
        if rest.filter({ !$0.hasPrefix("  ") }).map(String.init) != ["ok"] { problems.append("\(rest)") }
        return problems
    }

    private func remove(_ subject: Subject) throws {
        for file in ["", "-wal", "-shm", "-journal"] { unlink(subject.path + file) }
        guard rmdir(String(subject.path.dropLast("/movie-bag.db".count))) == 0 else { throw Failure.system("rmdir") }
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Failure.system("open \(path)") }
        defer { close(file) }
        guard Glibc.write(file, bytes, bytes.count) == bytes.count else { throw Failure.system("write \(path)") }
    }
}
