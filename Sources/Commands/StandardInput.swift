import Glibc
import MovieBag

/// What is sent to a command.
///
/// Tests: AccountCommandTests.swift
enum StandardInput {
    /// The most bytes that are read: far more than a hash has.
    private static let most = 1024

    /// All of it, which must be short.
    ///
    /// - Throws: `InvalidValue` when it is too long or cannot be read.
    static func text() throws(InvalidValue) -> String {
        var bytes: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 512)
        while true {
            let count = read(STDIN_FILENO, &room, room.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else {
                throw InvalidValue("standard input", "cannot be read: \(String(cString: strerror(errno)))")
            }
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += room[..<count]
            guard bytes.count <= most else { throw InvalidValue("standard input", "must be at most \(most) bytes") }
        }
    }
}
