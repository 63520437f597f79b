import Memory

/// Bytes that must not leak: they cannot be printed, and their memory is overwritten when the last copy of this value
/// goes.
///
/// Copies of this value share one piece of memory, so that there is one place to overwrite.
package struct SecretBytes: Sendable {
    private let storage: Storage

    /// Copies `bytes`. The array given stays as it is: it is its owner's to forget.
    package init(_ bytes: [UInt8]) {
        storage = bytes.withUnsafeBytes { Storage($0) }
    }

    /// Takes `bytes` over: copies them, and overwrites the array given and all that share its memory.
    package init(cleansing bytes: [UInt8]) {
        self.init(bytes)
        Memory.cleanse(bytes)
    }

    /// Copies the bytes at an address.
    package init(copying bytes: UnsafeRawBufferPointer) {
        storage = Storage(bytes)
    }

    /// How many bytes there are.
    package var count: Int { storage.buffer.count }

    /// Lends the bytes for one call. The address is never null, not even when there are no bytes.
    package func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(storage.buffer))
    }

    // Sendable: written once, before other code can see it, and then only read until the last reference is gone.
    private final class Storage: @unchecked Sendable {
        let buffer: UnsafeMutableRawBufferPointer

        init(_ bytes: UnsafeRawBufferPointer) {
            let start = UnsafeMutableRawPointer.allocate(byteCount: max(bytes.count, 1), alignment: 1)
            buffer = UnsafeMutableRawBufferPointer(start: start, count: bytes.count)
            buffer.copyBytes(from: bytes)
        }

        deinit {
            Memory.cleanse(buffer)
            buffer.baseAddress?.deallocate()
        }
    }
}

extension SecretBytes: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "<secret>" }
    package var debugDescription: String { "<secret>" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
