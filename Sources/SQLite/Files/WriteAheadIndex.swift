import Glibc
import KernelFiles

/// The file `<database>-shm`, whose bytes SQLite locks
/// ([WAL-mode file format, 2.3](https://www.sqlite.org/walformat.html#locks)).
enum WriteAheadIndex {
    /// The bytes that stand for a read transaction.
    private static let readLocks = 123...127

    /// The processes that hold a read transaction, this one included, as `/proc/locks` tells (proc(5)); none where it does not.
    ///
    /// Reading that file touches no descriptor of the database, whose closing would drop this process's own locks.
    static func readers(of database: String) -> [pid_t] {
        var status = stat()
        guard stat(database + "-shm", &status) == 0,
            let locks = KernelFile.text("/proc/locks")
        else { return [] }
        let holders = locks.split(separator: "\n").compactMap { holder($0, of: UInt64(status.st_ino)) }
        return Set(holders).sorted()
    }

    /// The process of a line such as `5: POSIX  ADVISORY  READ 4711 fe:00:815 124 124` if it reads.
    static func holder(_ line: Substring, of inode: UInt64) -> pid_t? {
        let fields = line.split(separator: " ")
        // A line with "->" is about a process that waits.
        guard fields.count == 8, fields[1] == "POSIX", fields[5].split(separator: ":").last == "\(inode)",
            let first = Int(fields[6]), readLocks.contains(first)
        else { return nil }
        return pid_t(fields[4])
    }
}
