import COpenSSL

/// Unpredictable bytes for salts, ids and secrets, from OpenSSL's generator (RAND_bytes(3)).
///
/// Tests: HashTests.swift
package enum Random {
    /// Makes `count` bytes.
    ///
    /// Ends the process when OpenSSL cannot make them: that means the system has no entropy to give, and a program
    /// that went on would hand out guessable tokens, or answer every request with a failure until it is restarted.
    package static func bytes(_ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            guard RAND_bytes(buffer.baseAddress, Int32(count)) == 1 else {
                fatalError("\(CryptographyError.takingQueue(after: "RAND_bytes"))")
            }
            filled = count
        }
    }
}
