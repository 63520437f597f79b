/// A read transaction that stays open, so that the other connections of this process need not ask the system for theirs.
///
/// In WAL mode each read takes a shared lock between processes and gives it back, two calls of fcntl(2) that cost as much
/// as reading the request itself. SQLite makes none when a connection of the same process holds that lock already
/// ([`unixShmLock`](https://www.sqlite.org/walformat.html#locks)), and this one does. What readers see never depends on
/// it: every one of them still finds the latest commit by itself.
///
/// An open read transaction keeps the WAL from starting anew. So it is renewed after every commit and many times a
/// second, and given up before a checkpoint and before a wait for the lock between processes.
struct ReadLockHolder {
    /// How long it may stay as it is. Shorter than ``Checkpointer/Policy/readerWaitLimit``: another process that waits for
    /// readers to leave the WAL must not wait in vain.
    static let renewal = Duration.milliseconds(40)

    private let path: String
    private var statement: Statement?
    private var connection: Connection?

    init(path: String) { self.path = path }

    /// Moves on to the latest commit. If that cannot be done there is no anchor until the next time, and reads take longer.
    mutating func renew() {
        do throws(SQLiteError) {
            if connection == nil { connection = try Connection(path: path, mode: .reader) }
            let statement = try connection?.statement("SELECT 1 FROM sqlite_schema")
            self.statement = statement
            // The first row is enough to begin a transaction, which lasts until the statement is reset.
            _ = try statement?.step()
        } catch {
            // Whatever is wrong with the file, those who read and write will say so.
            statement = nil
            connection = nil
        }
    }

    /// Ends the transaction until it is renewed.
    mutating func release() {
        statement?.reset()
    }
}
