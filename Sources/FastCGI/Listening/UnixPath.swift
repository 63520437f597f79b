import CFastCGI
import Glibc
import Text

/// A path in the file system where a unix socket stands or shall stand.
///
/// Tests: ListenerTests.swift
struct UnixPath: Equatable {
    let text: String

    /// What `sockaddr_un` holds, less its final NUL and the suffix of ``beside``.
    static let longest = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1 - newSuffix.utf8.count

    private static let newSuffix = ".new"

    /// Where the next socket is made ready before it takes this path.
    var beside: UnixPath { UnixPath(text: text + Self.newSuffix) }

    /// The path from the root, without symbolic links in its directory (`realpath(3)`); as it is where that is too long for a
    /// socket.
    var canonical: UnixPath {
        guard let resolved = realpath(directory, nil) else { return self }
        defer { free(resolved) }
        let directory = String(cString: resolved)
        let canonical = UnixPath(text: PathName.joined(directory, PathName.last(of: text)))
        return canonical.text.utf8.count <= Self.longest + Self.newSuffix.utf8.count ? canonical : self
    }

    /// The directory that names this path.
    var directory: String { PathName.directory(of: text) }

    /// Gives the path as `bind(2)` and `connect(2)` want it, for one call.
    func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { room in
            // One byte stays zero, so the path always ends inside its field.
            room.copyBytes(from: text.utf8.prefix(room.count - 1))
        }
        return withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    /// What `lstat(2)` finds here, `nil` when there is nothing.
    func occupant() throws(SystemFailure) -> Occupant? {
        var found = stat()
        if lstat(text, &found) != 0 {
            guard errno == ENOENT else { throw SystemFailure(call: "lstat \(text)", code: errno) }
            return nil
        }
        return Occupant(
            device: UInt64(found.st_dev), inode: UInt64(found.st_ino),
            isSocket: found.st_mode & S_IFMT == S_IFSOCK)
    }

    /// Whether a process listens on the socket here.
    func answers() throws(SystemFailure) -> Bool {
        let probe = try Descriptor("socket", cfastcgi_socket(AF_UNIX))
        let result = withPointer { connect(probe.number, $0, $1) }
        // A full queue (EAGAIN) is a living service, if a busy one.
        if result == 0 || errno == EAGAIN { return true }
        guard errno == ECONNREFUSED || errno == ENOENT else {
            throw SystemFailure(call: "connect \(text)", code: errno)
        }
        return false
    }

    /// Identifies what stands at a path, so that a successor's socket is not taken for ours.
    struct Occupant: Equatable {
        let device: UInt64
        let inode: UInt64
        let isSocket: Bool
    }
}
