import Glibc
import Text

/// Where the database is, without symbolic links.
///
/// SQLite follows a link to the file, and keeps the write-ahead log beside that; everything else that goes with a database
/// (the lock between processes, the secret, what restore keeps) would be beside the link. So the path is resolved once, and
/// every name comes from that.
///
/// Tests: LinkedDatabaseTests.swift
package enum DatabasePath {
    /// The path of the file itself (`realpath(3)`); of its directory when there is no file yet.
    ///
    /// - Throws: ``SystemError`` for a link that leads nowhere. It is not followed to make a file: where it leads may be a
    ///   disk that is missing for the moment, and an empty database would take the place of the one there.
    static func resolved(_ path: String) throws(SystemError) -> String {
        var status = stat()
        if lstat(path, &status) == 0 {
            if let resolved = real(path) { return resolved }
            guard status.st_mode & S_IFMT == S_IFLNK else { throw SystemError() }
            throw SystemError(
                "\(path) is a symbolic link that leads nowhere (\(String(cString: strerror(errno)))): mount what it leads to, "
                    + "or remove it")
        }
        // Without a directory there is nothing to resolve, and the code that uses the path reports it.
        guard let directory = real(PathName.directory(of: path)) else { return path }
        return PathName.joined(directory, PathName.last(of: path))
    }

    private static func real(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
