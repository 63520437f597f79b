import CSQLite
import Glibc
import Synchronization
import Threads

/// Which files a database consists of, to notice when they are taken away or replaced.
///
/// SQLite goes on with files that have no name any more, and what it writes there is lost with the process. So the
/// writer looks before it begins and before callers are told of success; for readers it looks a few times a second.
///
/// Tests: BatchTests.swift
final class DatabaseFiles: Sendable {
    private struct File {
        let path: String
        let device: dev_t
        let inode: ino_t
    }

    private let paths: [String]
    private let files = Monitor<[File]>([])
    // A copy of what the latest look has shown, which readers see without a system call.
    private let areInDoubt = Atomic(false)

    init(path: String) {
        paths = [path, path + "-wal"]
    }

    /// Remembers the files as they are now, when a writing connection has made them.
    func remember() throws(SQLiteError) {
        let found = try paths.map { (path) throws(SQLiteError) in
            guard let file = Self.file(path) else { throw .system("examine", path, code: SQLITE_CANTOPEN) }
            return file
        }
        files.withLock { $0 = found }
    }

    /// Throws when a file is not where it was.
    func check() throws(SQLiteError) {
        let missing = files.withLock { files in
            files.first { file in
                let now = Self.file(file.path)
                return now?.device != file.device || now?.inode != file.inode
            }
        }
        areInDoubt.store(missing != nil, ordering: .relaxed)
        guard let missing else { return }
        throw SQLiteError(
            code: CSQLITE_READONLY_DBMOVED,
            message:
                "\(missing.path) was moved or removed since the start: put it back, or restart the service to use what is there"
        )
    }

    /// Throws when a file was not where it was at the latest look, and still is not.
    func checkIfInDoubt() throws(SQLiteError) {
        if areInDoubt.load(ordering: .relaxed) { try check() }
    }

    private static func file(_ path: String) -> File? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return File(path: path, device: status.st_dev, inode: status.st_ino)
    }
}
