import Glibc

/// Why a backup was not made or not restored. Nothing was changed then.
///
/// Tests: CopyTests.swift
package enum BackupError: Error, Equatable {
    /// There is no such file.
    case missing(String)
    /// It exists, and was not to be replaced.
    case exists(String)
    /// It is a directory, or something else that is no file.
    case noFile(String)
    /// A backup cannot take the place of what it is made from.
    case isDatabase(String)
    /// It is a database, but none of this program.
    case foreign(String)
    /// The database would come out damaged, as these sentences say.
    case damaged(String, [String])
    /// A process has the database open.
    case inUse(String, process: pid_t)
    /// A process keeps the lock between writers.
    case locked(String)
    /// The system failed to do something with a file.
    case system(String)
    /// SQLite failed to read or write a database.
    case storage(String, reason: String)
}

extension BackupError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .missing(let path): "there is no \(path)"
        case .exists(let path): "\(path) exists; give another name, or keep older ones with --keep"
        case .noFile(let path): "\(path) is not a file; give the name of a file"
        case .isDatabase(let path): "\(path) is the database itself; give another name"
        case .foreign(let path): "\(path) is no database of movie-bag"
        case .damaged(let path, let damages): "\(path) is damaged: " + damages.joined(separator: "; ")
        case .inUse(let path, let process):
            "process \(process) uses \(path); stop the service, then try again"
        case .locked(let path): "another process is writing to \(path); stop the service, then try again"
        case .system(let sentence): sentence
        case .storage(let path, let reason): "\(path): \(reason)"
        }
    }
}

extension BackupError {
    /// Describes a failed system call on a file, from `errno`.
    static func system(_ action: String, _ path: String) -> BackupError {
        .system("cannot \(action) \(path): \(String(cString: strerror(errno)))")
    }
}
