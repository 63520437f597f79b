import COpenSSL

/// Overwriting memory of this process that held a password, a key, a token or the body of a request.
///
/// `OPENSSL_cleanse(3)`, because a compiler may leave out a write to memory that is never read again.
package enum Memory {
    /// Overwrites `buffer` with zeros.
    package static func cleanse(_ buffer: UnsafeMutableRawBufferPointer) {
        guard let start = buffer.baseAddress, !buffer.isEmpty else { return }
        OPENSSL_cleanse(start, buffer.count)
    }

    /// Overwrites the bytes of an array where they lie, so every other array that shares this memory holds zeros too.
    ///
    /// To be called when none of them is read any more. Swift copies an array that is changed while it is shared, and
    /// would leave the original as it is: what must go is that original. Only for arrays that were made at run time, as
    /// all that comes from outside is.
    package static func cleanse(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { cleanse(UnsafeMutableRawBufferPointer(mutating: $0)) }
    }

    /// The same for the part of an array that a slice is of.
    package static func cleanse(_ bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBytes { cleanse(UnsafeMutableRawBufferPointer(mutating: $0)) }
    }
}
