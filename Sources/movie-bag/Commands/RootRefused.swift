import Glibc
import MovieBagSQLite

/// A command that writes was run by root, for a database that is somebody else's.
struct RootRefused: Error, CustomStringConvertible {
    let description: String

    /// - Throws: ``RootRefused`` with the command line that works.
    static func check(_ database: String) throws(RootRefused) {
        guard let owner = DatabaseOwner.whomRootStandsIn(for: database) else { return }
        let name = getpwuid(owner).map { String(cString: $0.pointee.pw_name) } ?? "#\(owner)"
        throw RootRefused(
            description: """
                \(database) belongs to \(name), and files that root makes beside it could not be used by the service; run \
                this as that user: sudo -u \(name) movie-bag …
                """)
    }
}
