import FoundationEssentials

/// The templates that are delivered with the program.
enum SiteFiles {
    /// The text of a template by its name below the template directory.
    static func template(_ name: String) throws -> String {
        let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: repository.appending(path: "templates").appending(path: name), encoding: .utf8)
    }
}
