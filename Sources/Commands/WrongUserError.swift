import Glibc
import Processes

/// A command was run by root, for a database that belongs to another user.
///
/// Tests: RootTests.swift
struct WrongUserError: Error, CustomStringConvertible {
    let description: String

    /// Looks at who owns a database, or its directory while there is none. It makes nothing.
    ///
    /// - Returns: a warning when root runs this and owns it; `nil` when another user runs this.
    /// - Throws: ``WrongUserError`` with the command line that works.
    static func check(_ database: String) throws(WrongUserError) -> RootWarning? {
        switch DatabaseOwner.ifRunByRoot(of: database) {
        case nil: return nil
        case 0?: return RootWarning(database: database)
        case let owner?:
            let name = UserName.of(owner) ?? "#\(owner)"
            throw WrongUserError(
                description: """
                    \(database) belongs to \(name), and files that root makes beside it could not be used by the service; \
                    run this as that user: sudo -u \(name) movie-bag …
                    """)
        }
    }
}

/// Root runs this program, and the database is root's own.
struct RootWarning: CustomStringConvertible {
    let database: String

    var description: String {
        """
        root runs this, and owns \(database): an attacker who takes over a service of root takes over the machine; \
        give it a user of its own
        """
    }

    /// Says it on standard error.
    func print() {
        CommandFailure.say("warning: \(self)")
    }
}
