import FoundationEssentials

/// Files of the repository, and the published test vectors that may lie beside it.
enum Repository {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The real templates.
    static func template(_ name: String) throws -> String {
        try String(contentsOf: root.appending(path: "templates").appending(path: name), encoding: .utf8)
    }

    /// The paths of all files below a folder.
    static func files(below folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path).map { "\(folder)/\($0)" }
    }

    /// A file by its path.
    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    private static func vectors(_ name: String) -> URL {
        root.deletingLastPathComponent().appending(path: "shared/vectors").appending(path: name)
    }

    static func hasVectors(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: vectors(name).path)
    }

    static func readVectors<File: Decodable>(_ name: String, as file: File.Type) throws -> File {
        try JSONDecoder().decode(file, from: Data(contentsOf: vectors(name)))
    }
}
