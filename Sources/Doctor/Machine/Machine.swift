import Glibc
import MovieBag

/// What the checks ask the machine that they run on; given from outside, so that tests can answer.
package struct Machine {
    /// Who runs the doctor, as far as permissions go.
    var user: uid_t
    /// What stands at a path, behind symbolic links; `nil` for nothing.
    var status: (_ path: String) -> FileStatus?
    /// Why this user may not do so with a file; `nil` when he may.
    var obstacle: (_ use: FileUse, _ path: String) -> String?
    /// A directory's path without symbolic links; `nil` when it is not there.
    var realPath: (_ path: String) -> String?
    /// What is free for this user on the disk of a path.
    var freeBytes: (_ path: String) -> UInt64?
    /// What a file of keys holds; `nil` when it cannot be read.
    var keyFile: (_ path: String) -> KeyFileFigures?
    var userName: (uid_t) -> String
    var groupName: (gid_t) -> String
    /// Who is named as a member of a group.
    var members: (gid_t) -> [String]
    /// The account with a name; `nil` when there is none.
    var account: (_ name: String) -> UserAccount?
    /// The account with a number.
    var accountOf: (uid_t) -> UserAccount
    /// The users that programs known as web servers run as, at this moment.
    var webServers: () -> [RunningWebServer]
    /// The soft limit of a resource; `nil` for none.
    var limit: (Resource) -> UInt64?
    /// The memory that can be had without swapping; `nil` when it cannot be told.
    var availableMemory: UInt64?
    var processors: Int
    var now: UnixTime
    /// Whether something keeps the clock right; `nil` when it cannot be told.
    var clockIsSynchronised: Bool?
}

/// What a file is wanted for.
enum FileUse: Int32 {
    case reading
    case executing
    /// Of a directory: making and removing files in it.
    case filling
    case appending
}

/// A resource with a limit (getrlimit(2)).
enum Resource {
    case descriptors
    case processes
    case addressSpace
}

/// A user with all his groups.
struct UserAccount: Equatable {
    var name: String
    var id: uid_t
    var groups: [gid_t]
}

/// A web server's process that talks to others.
struct RunningWebServer: Equatable {
    var program: String
    var user: uid_t
    /// The groups that it has, which are those of its user when it was started; `nil` when they cannot be seen.
    var groups: [gid_t]?
}
