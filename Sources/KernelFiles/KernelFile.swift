import Glibc

/// Files that the kernel makes while they are read, such as those of `/proc` (proc(5)).
///
/// They say that they have no bytes, and give their text in pieces, mostly a page at a time. Foundation takes the first
/// short piece for the end, and so sees 4 kB of a longer one.
package enum KernelFile {
    /// The whole text; `nil` when there is no such file, or it cannot be read to its end (of a process that has ended
    /// meanwhile, for example).
    package static func text(_ path: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var text: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let count = read(file, &piece, piece.count)
            guard count >= 0 else {
                if errno == EINTR { continue }
                return nil
            }
            if count == 0 { return String(decoding: text, as: UTF8.self) }
            text += piece[..<count]
        }
    }
}
