import FoundationEssentials
import Glibc

/// The file that this program was started from, by a name that still works when another version is put in its place.
///
/// Tests: ReloadTests.swift
package enum ProgramFile {
    /// The path that was called, if it leads to this program; else the one that the kernel knows.
    ///
    /// The called one keeps symbolic links, so a link that is set to another version is followed too. To be asked for at
    /// the start: later the file that the kernel means may have been replaced.
    package static var path: String {
        let own = "/proc/self/exe"
        let called = CommandLine.arguments.first.map(absolute)
        if let called, let file = identity(of: called), file == identity(of: own) { return called }
        return (try? FileManager.default.destinationOfSymbolicLink(atPath: own)) ?? own
    }

    /// Whether a path leads to another program than this one, or to none: it was replaced on the disk.
    static func isReplaced(at path: String) -> Bool { identity(of: path) != identity(of: "/proc/self/exe") }

    private static func absolute(_ path: String) -> String {
        if path.hasPrefix("/") { return path }
        let directory = FileManager.default.currentDirectoryPath
        return "\(directory)/\(path.hasPrefix("./") ? String(path.dropFirst(2)) : path)"
    }

    private static func identity(of path: String) -> [UInt64]? {
        var status = stat()
        return stat(path, &status) == 0 ? [UInt64(status.st_dev), UInt64(status.st_ino)] : nil
    }
}
