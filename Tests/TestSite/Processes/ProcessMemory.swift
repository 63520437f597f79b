import Glibc

/// The memory of another process that it can write to: heaps, stacks and the data of programs. Only root may look at
/// that of the service (`PR_SET_DUMPABLE`).
package struct ProcessMemory {
    private let pieces: [[UInt8]]

    /// Copies it, while the process goes on.
    package init(of pid: pid_t) throws {
        let file = open("/proc/\(pid)/mem", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw Failure.system("open /proc/\(pid)/mem") }
        defer { close(file) }
        pieces = try Files.text("/proc/\(pid)/maps").split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ")
            let bounds = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            guard fields[1].hasPrefix("rw"), bounds.count == 2 else { return nil }
            return [UInt8](unsafeUninitializedCapacity: Int(bounds[1] - bounds[0])) { room, filled in
                // As far as to a page that is gone meanwhile.
                filled = 0
                while filled < room.count {
                    let place = off_t(bounds[0]) + off_t(filled)
                    let count = pread(file, room.baseAddress! + filled, room.count - filled, place)
                    guard count > 0 else { break }
                    filled += count
                }
            }
        }
    }

    /// The bytes that stand before each place where `text` is, as many as `count` where there are so many.
    package func beginnings(of text: [UInt8], count: Int) -> [[UInt8]] {
        pieces.flatMap { piece in
            piece.withUnsafeBytes { bytes in
                Self.places(of: text, in: bytes).map { Array(bytes[max(0, $0 - count)..<$0]) }
            }
        }
    }

    /// By functions of C, as a loop over every byte would take minutes in a debug build.
    private static func places(of text: [UInt8], in bytes: UnsafeRawBufferPointer) -> [Int] {
        guard let start = bytes.baseAddress, let first = text.first else { return [] }
        var places: [Int] = []
        var next = 0
        while next + text.count <= bytes.count,
            let match = memchr(start + next, Int32(first), bytes.count - text.count - next + 1)
        {
            let place = UnsafeRawPointer(match) - start
            if memcmp(match, text, text.count) == 0 { places.append(place) }
            next = place + 1
        }
        return places
    }
}
