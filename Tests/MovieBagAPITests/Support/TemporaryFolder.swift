import FoundationEssentials

/// A folder of one test's own, removed with its last user.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "movie-bag-api-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            // A leftover in the temporary folder fails no test.
        }
    }

    var database: String { path + "/movies.db" }

    /// The bytes of all files in the folder, one after the other.
    func everyByte() throws -> [UInt8] {
        try FileManager.default.contentsOfDirectory(atPath: path).flatMap { name in
            [UInt8](try Data(contentsOf: URL(filePath: "\(path)/\(name)")))
        }
    }
}
