import Glibc

/// Reading and writing small files whole.
package enum Files {
    /// The bytes of a file.
    package static func bytes(_ path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure.system("open \(path)") }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &room, room.count)
            guard count >= 0 else { throw Failure.system("read \(path)") }
            if count == 0 { return bytes }
            bytes += room[..<count]
        }
    }

    /// The text of a file.
    package static func text(_ path: String) throws -> String {
        String(decoding: try bytes(path), as: UTF8.self)
    }

    /// Makes a file or writes it anew.
    package static func write(_ text: String, to path: String, mode: mode_t = 0o600) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw Failure.system("open \(path)") }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else { throw Failure.system("write \(path)") }
    }

    /// Makes a directory.
    package static func makeDirectory(_ path: String) throws {
        guard mkdir(path, 0o700) == 0 else { throw Failure.system("mkdir \(path)") }
    }

    /// The names in a directory, in order.
    package static func names(in path: String) throws -> [String] {
        guard let directory = opendir(path) else { throw Failure.system("opendir \(path)") }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { room in
                String(decoding: room.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// What a symbolic link says; `nil` when there is none.
    package static func link(_ path: String) -> String? {
        var room = [CChar](repeating: 0, count: 4096)
        let count = readlink(path, &room, room.count)
        return count < 0 ? nil : String(decoding: room[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Which file stands at a path; `nil` when there is none.
    package static func inode(_ path: String) -> UInt64? {
        var status = stat()
        return lstat(path, &status) == 0 ? UInt64(status.st_ino) : nil
    }
}
