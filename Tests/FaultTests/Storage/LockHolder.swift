import Glibc
import TestSite
import Testing
import TestFiles

/// What a process can hold so that no write of the service can begin.
enum LockHolder: String, CaseIterable, CustomTestStringConvertible {
    /// The lock with which the services take turns.
    case turn = "the lock between services"
    /// SQLite's own write lock, held by a program that knows nothing of the other one.
    case transaction = "a transaction of the SQLite shell"

    var testDescription: String { rawValue }

    /// Takes it; the lock is let go with what this returns.
    func hold(_ site: Site) throws -> any HeldLock {
        switch self {
        case .turn: try WriteStop(of: site.database)
        case .transaction: try OpenTransaction(on: site)
        }
    }
}

/// A lock while it is held.
protocol HeldLock: AnyObject {
    /// Lets others have it.
    func release()
}

extension WriteStop: HeldLock {}

/// A writing transaction that a shell of SQLite has begun and does not end.
private final class OpenTransaction: HeldLock {
    private let shell: Program
    /// The shell's input, which stays open.
    private let input: Int32

    init(on site: Site) throws {
        let pipe = site.directory["shell-input"]
        let sign = site.directory["shell-holds-lock"]
        guard mkfifo(pipe, 0o600) == 0 else { throw Failure.system("mkfifo") }
        // For reading too, or it would wait for the shell.
        input = open(pipe, O_RDWR | O_CLOEXEC)
        guard input >= 0 else { throw Failure.system("open \(pipe)") }
        shell = try Program(
            ["sh", "-c", #"exec sqlite3 -batch -bail "$0" <"$1""#, site.database, pipe],
            output: site.directory["shell-output"])
        let script = Array(".timeout 5000\nBEGIN IMMEDIATE;\n.shell touch '\(sign)'\n".utf8)
        guard write(input, script, script.count) == script.count else { throw Failure.system("write \(pipe)") }
        try wait(for: "the shell's transaction") { access(sign, F_OK) == 0 }
    }

    deinit {
        release()
        close(input)
    }

    func release() {
        // Its locks go with it.
        shell.end()
    }
}
