import Cryptography
import Glibc
import MovieBag
import TestFiles
import Testing
import Threads

@testable import MovieBagConfiguration

@Suite struct KeyFileChangeTests {
    private let directory: TemporaryDirectory
    private let path: String
    private let now = UnixTime(seconds: 1_800_000_000)

    init() throws {
        directory = try TemporaryDirectory()
        path = try directory.write(String(repeating: "x", count: 32) + "\n", to: "keys")
    }

    private func rotate(_ path: String? = nil) throws {
        let change = try KeyFileChange(of: path ?? self.path)
        try change.write(change.read().datedRing(at: now).rotated(at: now).ring)
    }

    @Test func theNewFileHasTheKeysAndNothingIsLeft() throws {
        try rotate()
        let file = try KeyFile(path: path)
        #expect(file.ring.keys.count == 2 && !file.isPlain)
        #expect(file.ring.oldest.bytes == SecretBytes(Array(String(repeating: "x", count: 32).utf8)))
        #expect(directory.names == ["keys"])
    }

    @Test(arguments: [0o600, 0o400, 0o640, 0o440] as [mode_t]) func itHasTheSameMode(mode: mode_t) throws {
        chmod(path, mode)
        try rotate()
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o7777 == mode)
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give files away")) func itHasTheSameOwnerAndGroup() throws {
        #expect(chown(path, 65534, 1) == 0)
        try rotate()
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_uid == 65534 && status.st_gid == 1)
    }

    @Test func aFileThatIsOpenToOthersIsNotChanged() throws {
        chmod(path, 0o644)
        #expect(throws: KeyFileError.self) { try rotate() }
        #expect(try text(of: path) == String(repeating: "x", count: 32) + "\n")
    }

    @Test func behindASymbolicLinkTheFileIsReplacedAndNotTheLink() throws {
        #expect(symlink(path, directory["link"]) == 0)
        try rotate(directory["link"])
        var status = stat()
        #expect(lstat(directory["link"], &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
        #expect(try KeyFile(path: path).ring.keys.count == 2)
    }

    /// What a process left that was killed before it renamed the file.
    @Test func anotherChangesDraftIsRemoved() throws {
        try directory.write("movie-bag keys 1\nrubbish", to: "keys.new")
        try rotate()
        #expect(try KeyFile(path: path).ring.keys.count == 2)
        #expect(directory.names == ["keys"])
    }

    @Test(arguments: ["/dev/null", "/nonexistent", "/tmp"]) func whatIsNoFileIsNotChanged(path: String) {
        #expect(throws: KeyFileError.self) { try rotate(path) }
    }

    /// As a single file that is mounted by itself, whose directory cannot be written.
    @Test func whereTheDraftCannotBeMadeTheFileStays() throws {
        try directory.makeDirectory("keys.new/full")
        #expect(throws: KeyFileError.self) { try rotate() }
        #expect(try text(of: path) == String(repeating: "x", count: 32) + "\n")
    }

    @Test func manyAtOnceLoseNoKey() throws {
        let failures = Monitor<[String]>([])
        let threads = try (0..<15).map { _ in
            try SystemThread(name: "rotates") { [self] in
                do {
                    try rotate()
                } catch {
                    failures.withLock { $0.append("\(error)") }
                }
            }
        }
        for thread in threads { thread.join() }
        #expect(failures.withLock { $0 } == [])
        #expect(try KeyFile(path: path).ring.keys.count == 16)
        #expect(throws: KeyRingError.tooMany) { try rotate() }
    }
}

/// The text of a small file.
private func text(of path: String) throws -> String {
    let contents = try FileContents(path: path)
    return String(decoding: contents.bytes, as: UTF8.self)
}
