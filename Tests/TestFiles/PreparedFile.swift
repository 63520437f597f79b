import FoundationEssentials

/// A file that is made once in a process, and of which each test has a copy: for what takes long to make.
package final class PreparedFile: Sendable {
    /// No `Data`, whose pointers Leak Sanitizer does not see: it took one that a static keeps for a leak.
    private let content: [UInt8]

    /// Makes the file.
    ///
    /// - Parameter make: makes it at the path that it is given, and leaves nothing open; other files beside it are lost.
    package init(_ make: (String) throws -> Void) throws {
        let directory = try TemporaryDirectory(inMemory: true)
        try make(directory["file"])
        content = [UInt8](try Data(contentsOf: URL(filePath: directory["file"])))
    }

    /// Writes a copy, for its owner only.
    package func copy(to directory: TemporaryDirectory, as name: String) throws {
        try directory.write(Data(content), to: name)
    }
}
