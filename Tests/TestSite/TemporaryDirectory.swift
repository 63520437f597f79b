import FoundationEssentials
import Glibc

/// An empty directory of one test, removed with all it holds.
package final class TemporaryDirectory {
    package let path: String

    /// Makes it.
    ///
    /// - Parameter inMemory: where no disk can be slow, for what is timed.
    package init(inMemory: Bool = false) throws {
        // Always these two: a unix socket's path is limited to 107 bytes.
        var template = Array("\(inMemory ? "/dev/shm" : "/tmp")/movie-bag-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure.system("mkdtemp") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        // What cannot be removed is left to whoever cleans /tmp.
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The path of something in the directory.
    package subscript(name: String) -> String { "\(path)/\(name)" }

    /// Makes a directory in it.
    package func makeDirectory(_ name: String) throws -> String {
        try Files.makeDirectory(self[name])
        return self[name]
    }
}
