import FoundationEssentials

/// A folder of one test's own, removed with its last user.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "sqlite-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            // A leftover in the temporary folder fails no test.
        }
    }

    /// Where the tests keep their database.
    var database: String { path + "/test.db" }
    var log: String { database + "-wal" }
    var lock: String { database + ".lock" }

    func holds(_ file: String) -> Bool { FileManager.default.fileExists(atPath: file) }

    func size(of file: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int ?? 0
    }

    func permissions(of file: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int ?? 0
    }
}
