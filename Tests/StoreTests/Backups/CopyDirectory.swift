import FoundationEssentials

/// A directory of one test, removed with all it holds.
final class CopyDirectory {
    let path: String

    init() {
        path = FileManager.default.temporaryDirectory.appending(path: "copies-\(UUID().uuidString)").path
        // Without it every test that needs it fails.
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)  // Litter in /tmp fails no test.
    }

    subscript(name: String) -> String { "\(path)/\(name)" }

    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
    }
}
