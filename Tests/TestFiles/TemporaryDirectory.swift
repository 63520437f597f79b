import FoundationEssentials
import Glibc

/// An empty directory of one test, removed with all it holds when its last user is gone.
package final class TemporaryDirectory: Sendable {
    package let path: String

    /// Makes it.
    ///
    /// - Parameter inMemory: where no disk can be slow, for what is timed.
    /// - Throws: `CocoaError` when it cannot be made.
    package init(inMemory: Bool = false) throws {
        // Always these two: a unix socket's path is limited to 107 bytes.
        var template = Array("\(inMemory ? "/dev/shm" : "/tmp")/movie-bag-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit {
        // What cannot be removed is left to the system, which clears /tmp in the end.
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The path of something in the directory.
    package subscript(name: String) -> String { "\(path)/\(name)" }

    /// What the directory holds, in order; empty when it cannot be read.
    package var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted() ?? [] }

    /// Makes a directory in it, and those on the way; returns its path.
    @discardableResult
    package func makeDirectory(_ name: String) throws -> String {
        try FileManager.default.createDirectory(atPath: self[name], withIntermediateDirectories: true)
        return self[name]
    }

    /// Writes a file in it that only its owner may read; returns its path.
    @discardableResult
    package func write(_ text: String, to name: String) throws -> String {
        try write(Data(text.utf8), to: name)
    }

    /// Writes bytes in the same way.
    @discardableResult
    package func write(_ content: Data, to name: String) throws -> String {
        try content.write(to: URL(filePath: self[name]))
        chmod(self[name], 0o600)
        return self[name]
    }
}
