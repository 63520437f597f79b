import Memory
import MovieBag
import MovieBagConfiguration

/// What a file of keys holds, without regard to its mode.
///
/// Tests: MachineTests.swift, SecretCheckTests.swift
struct KeyFileFigures {
    /// What is wrong with it.
    var problems: [String] = []
    /// Its keys; `nil` when it is one key without a time, or broken.
    var ring: KeyRing?

    /// Reads it.
    ///
    /// - Returns: `nil` when it cannot be read.
    init?(path: String) {
        // The check that asks says that it cannot be read.
        guard let bytes = try? FileContents(path: path).bytes else { return nil }
        defer { Memory.cleanse(bytes) }
        self.init(bytes, path: path)
    }

    /// - Parameter path: what problems call the file.
    init(_ bytes: [UInt8], path: String) {
        do {
            let file = try KeyFile(bytes, path: path)
            ring = file.isPlain ? nil : file.ring
        } catch {
            problems = error.problems
        }
    }
}
