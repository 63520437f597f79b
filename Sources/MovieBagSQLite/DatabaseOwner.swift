import Glibc

/// Whose files a database's are.
package enum DatabaseOwner {
    /// Root may do anything, but files that it makes beside a database are then of no use to the service, which is
    /// somebody else: so what writes is refused to root there.
    ///
    /// - Returns: the user id of the database's owner, or of its directory's if there is none yet, when this process is
    ///   root's and the owner is not root; otherwise `nil`.
    package static func whomRootStandsIn(for database: String) -> uid_t? {
        guard geteuid() == 0 else { return nil }
        var status = stat()
        guard stat(database, &status) == 0 || stat(FileSystem.directory(of: database), &status) == 0 else { return nil }
        return status.st_uid == 0 ? nil : status.st_uid
    }
}
