import Glibc
import Text

/// The file that a backup is made in: beside its place, with a name of its own, and locked (`flock(2)`) while it is made.
///
/// So what a process that was killed has left is told from what another one is making, whatever their numbers are.
///
/// Tests: CopyTests.swift
struct UnfinishedBackup: ~Copyable {
    let path: String
    private let descriptor: Int32

    private static let suffix = ".partial"

    /// Makes the file, empty and for its owner only, and removes what earlier backups to the same place have left.
    ///
    /// - Throws: ``BackupError``.
    init(for file: String) throws(BackupError) {
        Self.removeAbandoned(of: file)
        while true {
            let path = "\(file).\(UInt64.random(in: .min ... .max))\(Self.suffix)"
            let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard descriptor >= 0 else { throw .system("create", path) }
            var status = stat()
            // Before it was locked another one may have taken it for abandoned.
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0, fstat(descriptor, &status) == 0, status.st_nlink == 1 {
                self.path = path
                self.descriptor = descriptor
                return
            }
            close(descriptor)
        }
    }

    deinit {
        close(descriptor)
    }

    private static func removeAbandoned(of file: String) {
        let directory = PathName.directory(of: file)
        let prefix = PathName.last(of: file) + "."
        guard let entries = opendir(directory) else { return }
        defer { closedir(entries) }
        while let entry = readdir(entries) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name.hasPrefix(prefix), name.hasSuffix(suffix),
                UInt64(name.dropFirst(prefix.count).dropLast(suffix.count)) != nil
            else { continue }
            removeIfAbandoned("\(directory)/\(name)")
        }
    }

    private static func removeIfAbandoned(_ path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var status = stat()
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, fstat(descriptor, &status) == 0,
            status.st_mode & S_IFMT == S_IFREG
        else { return }
        // What cannot be removed is in the way of nothing but the disk's room.
        for companion in ["", "-journal"] { unlink(path + companion) }
    }
}
