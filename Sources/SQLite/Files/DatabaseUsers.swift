import CSQLite
import Glibc

/// Who has a database open.
package enum DatabaseUsers {
    /// The bytes that connections lock, whichever journal mode they use
    /// ([Database file format, 1.7](https://www.sqlite.org/fileformat2.html#the_lock_byte_page)). In WAL mode each holds one
    /// of them as long as it lives.
    private static let lockBytes = (start: off_t(0x4000_0000), count: off_t(512))

    /// One process, other than this one, that has the database open; `nil` when there is none, or no file.
    ///
    /// It works on a damaged file too. This process must not have the database open: closing a descriptor of its file drops
    /// all locks that a process holds on it ([How To Corrupt, 2.2](https://www.sqlite.org/howtocorrupt.html)).
    ///
    /// - Throws: ``SQLiteError`` when the file cannot be examined.
    package static func oneOther(of database: String) throws(SQLiteError) -> pid_t? {
        let descriptor = open(database, O_RDWR | O_CLOEXEC)
        if descriptor < 0 && errno == ENOENT { return nil }
        guard descriptor >= 0 else { throw .system("open", database, code: SQLITE_CANTOPEN) }
        defer { close(descriptor) }
        var lock = flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        lock.l_start = lockBytes.start
        lock.l_len = lockBytes.count
        // It asks whether such a lock could be had, and takes none (fcntl(2)).
        guard fcntl(descriptor, F_GETLK, &lock) == 0 else {
            throw .system("examine the locks of", database, code: SQLITE_CANTOPEN)
        }
        return lock.l_type == Int16(F_UNLCK) ? nil : lock.l_pid
    }
}
