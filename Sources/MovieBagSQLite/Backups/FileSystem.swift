import Glibc
import Text

/// Changes of files and of their names that are on the disk when the call returns.
///
/// Tests: RotationTests.swift
enum FileSystem {
    /// What stands at a path, the target of a symbolic link; `nil` when there is nothing.
    static func status(_ path: String) throws(BackupError) -> stat? {
        var status = stat()
        if stat(path, &status) == 0 { return status }
        guard errno == ENOENT else { throw .system("examine", path) }
        return nil
    }

    /// Whether there is a file; something else than a file is refused.
    static func isFile(_ path: String) throws(BackupError) -> Bool {
        guard let status = try status(path) else { return false }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .noFile(path) }
        return true
    }

    /// Whether both paths lead to one file that exists.
    static func isSame(_ path: String, _ other: String) throws(BackupError) -> Bool {
        guard let one = try status(path), let another = try status(other) else { return false }
        return (one.st_dev, one.st_ino) == (another.st_dev, another.st_ino)
    }

    /// Has the contents of a file written to the disk (`fsync(2)`).
    static func flush(_ path: String) throws(BackupError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system("open", path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .system("flush", path) }
    }

    /// Has the names in the directory of `path` written to the disk.
    static func flushDirectory(of path: String) throws(BackupError) {
        try flush(PathName.directory(of: path))
    }

    /// Gives a file another name; what had that name before is gone.
    static func move(_ path: String, to other: String) throws(BackupError) {
        guard rename(path, other) == 0 else { throw .system("rename \(path) to", other) }
    }

    /// Gives a file a further name; it never replaces.
    static func link(_ path: String, to other: String) throws(BackupError) {
        guard Glibc.link(path, other) == 0 else {
            if errno == EEXIST { throw .exists(other) }
            throw .system("link \(path) to", other)
        }
    }

    /// Says who may read and write a file (`chmod(2)`).
    static func setMode(_ path: String, to mode: mode_t) throws(BackupError) {
        guard chmod(path, mode) == 0 else { throw .system("set the mode of", path) }
    }

    /// Removes a name, if there is one.
    static func remove(_ path: String) throws(BackupError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw .system("remove", path) }
    }
}
