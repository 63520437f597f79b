import Glibc

/// A file of SHA-1 hashes in their order, such as that of Have I Been Pwned, held open for as long as this lives. Shared by
/// all threads.
///
/// It is read with pread(2), never mapped: a file that is cut off while it is used is an error then, and no signal. One that
/// is replaced by another of its name goes on being used.
package final class SortedHashFile: Sendable {
    /// How many places are looked at when it is opened: a moment, also on a disk that turns.
    private static let places = 32

    package let path: String
    private let descriptor: Int32
    private let hashes: SortedHashes

    /// Opens it, and looks at some places of it.
    ///
    /// - Throws: ``SortedHashError``.
    package init(path: String) throws(SortedHashError) {
        // A FIFO that no one writes to would hold up the start for ever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw Self.failure() }
        self.path = path
        self.descriptor = descriptor
        var status = stat()
        let isKnown = fstat(descriptor, &status) == 0
        hashes = SortedHashes(size: isKnown ? Int(status.st_size) : 0) {
            (offset, count) throws(SortedHashError) in try Self.read(descriptor, offset, count)
        }
        guard isKnown else { throw Self.failure() }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
        // Reading ahead would be in vain.
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_RANDOM)
        try hashes.check(places: Self.places)
    }

    deinit { close(descriptor) }

    /// In bytes, as it was opened.
    package var size: Int { hashes.size }

    /// Whether the hash of `password`, exactly these bytes, is in the file.
    ///
    /// - Throws: ``SortedHashError`` when the file is not what it was, or the disk fails; `CryptographyError`.
    package func contains(_ password: [UInt8]) throws -> Bool {
        try hashes.contains(try SHA1Hash(of: password))
    }

    /// Looks at more places than were looked at when it was opened.
    ///
    /// - Throws: ``SortedHashError``.
    package func check(places: Int) throws(SortedHashError) {
        try hashes.check(places: places)
    }

    private static func read(_ file: Int32, _ offset: Int, _ count: Int) throws(SortedHashError) -> [UInt8] {
        var error: SortedHashError?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
                let read = pread(file, rest.baseAddress, rest.count, off_t(offset + filled))
                guard read != 0 else { return }
                if read > 0 {
                    filled += read
                } else if errno != EINTR {
                    error = failure()
                    return
                }
            }
        }
        if let error { throw error }
        return bytes
    }

    private static func failure() -> SortedHashError {
        .unreadable(String(cString: strerror(errno)))
    }
}
