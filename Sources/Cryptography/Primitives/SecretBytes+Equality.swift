import COpenSSL

/// Tests: SecretBytesTests.swift
extension SecretBytes: Equatable {
    /// Whether both are the same bytes, in a time that depends on their lengths only (CRYPTO_memcmp(3)).
    package static func == (one: Self, other: Self) -> Bool {
        guard one.count == other.count else { return false }
        return one.withUnsafeBytes { bytes in
            other.withUnsafeBytes { CRYPTO_memcmp(bytes.baseAddress, $0.baseAddress, bytes.count) == 0 }
        }
    }
}
