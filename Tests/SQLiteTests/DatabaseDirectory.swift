import FoundationEssentials
import Glibc
import TestFiles

/// The files of the database that the tests keep there.
extension TemporaryDirectory {
    var database: String { self["test.db"] }
    var log: String { database + "-wal" }
    var lock: String { database + ".lock" }

    func holds(_ file: String) -> Bool { FileManager.default.fileExists(atPath: file) }

    func size(of file: String) throws -> Int {
        var status = stat()
        guard stat(file, &status) == 0 else { throw CocoaError(.fileReadUnknown) }
        return Int(status.st_size)
    }

    func permissions(of file: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int ?? 0
    }
}
