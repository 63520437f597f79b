import Glibc

/// A process that has a database open and does nothing with it: a shell of SQLite that has read once and waits for input.
///
/// It has no file in common with this process, as those are closed when a program is started.
package final class OtherProcess {
    private let shell: UnsafeMutablePointer<FILE>
    private var isOpen = true

    /// Starts it, and returns when it has read.
    ///
    /// - Parameter database: its path, which the shell quotes.
    package init(having database: String) throws {
        let mark = "\(database).read"
        guard let shell = popen("exec sqlite3 '\(database)' >/dev/null", "w") else { throw Failure() }
        self.shell = shell
        // What it prints would stay in its buffer.
        fputs("SELECT count(*) FROM sqlite_schema;\n.shell touch '\(mark)'\n", shell)
        fflush(shell)
        let deadline = ContinuousClock.now + .seconds(20)
        while access(mark, F_OK) != 0 {
            guard ContinuousClock.now < deadline else { throw Failure() }
            usleep(2000)
        }
        unlink(mark)
    }

    deinit { end() }

    /// Lets it close the database, and waits for its end.
    package func end() {
        if isOpen { pclose(shell) }
        isOpen = false
    }

    private struct Failure: Error {}
}
