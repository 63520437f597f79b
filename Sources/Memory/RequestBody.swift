/// What a client sent after the head of its request; it may hold a password. The server reads it, and the router hands it
/// on, as one value in the same memory.
package enum RequestBody: Sendable, Equatable {
    /// All of it; empty when there was none. Its length is what came, whatever CONTENT_LENGTH says.
    case complete([UInt8])
    /// It was larger than a limit; nothing of it was kept.
    case tooLarge

    /// The bytes that are kept of it.
    @inlinable package var count: Int {
        switch self {
        case .complete(let bytes): bytes.count
        case .tooLarge: 0
        }
    }

    /// Whether all of it is there, in at most so many bytes.
    @inlinable
    package func fits(_ limit: Int) -> Bool {
        switch self {
        case .complete(let bytes): bytes.count <= limit
        case .tooLarge: false
        }
    }

    /// Overwrites its bytes. To be called when nothing reads them any more: see ``Memory/cleanse(_:)``.
    package func cleanse() {
        if case .complete(let bytes) = self { Memory.cleanse(bytes) }
    }
}
