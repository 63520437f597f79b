import Glibc
import Memory

/// A small file as it was read, for what may hold a secret: no copy of it is left in memory but this one, which its user
/// overwrites.
///
/// Tests: SettingsFileTests.swift
package struct FileContents {
    package let bytes: [UInt8]
    /// The permission bits that the file had when it was opened.
    let mode: UInt32
    /// Whether it is an ordinary file, which can be read again, and no pipe or device.
    let isRegular: Bool
    /// When it was changed last, in seconds since 1970.
    let modified: Int64

    /// A file of settings or a key has no reason to be larger.
    static let most = 1 << 20
    /// The rights that a secret must not give: its group may only read it, and other users nothing.
    private static let excess: UInt32 = 0o037

    /// Reads a file, or what comes out of a pipe.
    ///
    /// - Throws: ``SystemError``.
    package init(path: String) throws(SystemError) {
        // A FIFO that no one writes to would hold up the start for ever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw SystemError() }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw SystemError() }
        mode = status.st_mode & 0o7777
        isRegular = status.st_mode & S_IFMT == S_IFREG
        modified = Int64(status.st_mtim.tv_sec)
        bytes = try Self.read(descriptor, expecting: Int(status.st_size))
        guard !bytes.isEmpty || status.st_mode & S_IFMT != S_IFIFO else {
            throw SystemError("nothing came out of the pipe")
        }
    }

    /// Whether others than its owner and the readers of its group may do something with the file.
    var isOpenToOthers: Bool { Self.isOpenToOthers(mode) }

    package static func isOpenToOthers(_ mode: UInt32) -> Bool { mode & excess != 0 }

    /// The mode as `chmod` takes it: `0640`.
    var modeText: String { "0" + String(mode & 0o777, radix: 8) }

    /// Waits a while for what comes out of a pipe.
    private static func isReadable(_ descriptor: Int32) -> Bool {
        var readable = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        if poll(&readable, 1, 5000) != 0 { return true }
        errno = ETIMEDOUT
        return false
    }

    private static func read(_ descriptor: Int32, expecting size: Int) throws(SystemError) -> [UInt8] {
        var room = [UInt8](repeating: 0, count: min(max(size, 0), most) + 1)
        var count = 0
        while true {
            let read = room.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress! + count, $0.count - count) }
            guard read >= 0 else {
                if errno == EINTR || (errno == EAGAIN && isReadable(descriptor)) { continue }
                let error = SystemError()
                Memory.cleanse(room)
                throw error
            }
            count += read
            if read == 0 { break }
            guard count == room.count else { continue }
            // Larger than it said, as a pipe is.
            let larger = room + [UInt8](repeating: 0, count: room.count + 4096)
            Memory.cleanse(room)
            guard count <= most else {
                Memory.cleanse(larger)
                throw SystemError("it is larger than \(most) bytes")
            }
            room = larger
        }
        let bytes = Array(room[..<count])
        Memory.cleanse(room)
        return bytes
    }
}

/// What the system said last, in words.
package struct SystemError: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }

    init() {
        self.init(String(cString: strerror(errno)))
    }
}
