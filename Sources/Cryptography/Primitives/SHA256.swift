import COpenSSL

/// The hash function SHA-256 (FIPS 180-4).
///
/// Tests: HashTests.swift
package enum SHA256 {
    /// The 32 bytes of the hash of `message` (EVP_Digest(3)).
    ///
    /// Ends the process when OpenSSL cannot compute it: no input makes it fail, only an installation without SHA-256
    /// or memory that is used up, and there is nothing to go on with.
    package static func hash(_ message: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
            guard EVP_Digest(message, message.count, buffer.baseAddress, nil, algorithm.pointer, nil) == 1 else {
                fatalError("\(CryptographyError.takingQueue(after: "EVP_Digest"))")
            }
            count = 32
        }
    }

    // Looked up once: looking it up costs more than hashing a short message (EVP_MD_fetch(3), crypto(7)).
    private static let algorithm = Algorithm()

    // Sendable: OpenSSL's description of an algorithm is never written to after it has been fetched.
    private final class Algorithm: @unchecked Sendable {
        let pointer: OpaquePointer

        init() {
            guard let pointer = EVP_MD_fetch(nil, "SHA256", nil) else {
                fatalError("\(CryptographyError.takingQueue(after: "EVP_MD_fetch"))")
            }
            self.pointer = pointer
        }

        deinit { EVP_MD_free(pointer) }
    }
}
