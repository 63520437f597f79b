import Glibc
import Text

/// Whose files a database's are.
///
/// Tests: RootTests.swift
enum DatabaseOwner {
    /// Root may do anything, but files that root makes beside a database of another user are of no use to the service
    /// that this user runs.
    ///
    /// - Returns: the user id of the database's owner, or of its directory's while there is none, when this process is
    ///   root's; `nil` when it is not, or neither is there.
    static func ifRunByRoot(of database: String) -> uid_t? {
        guard geteuid() == 0 else { return nil }
        var status = stat()
        guard stat(database, &status) == 0 || stat(PathName.directory(of: database), &status) == 0 else { return nil }
        return status.st_uid
    }
}
