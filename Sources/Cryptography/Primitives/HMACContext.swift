import COpenSSL

/// One `EVP_MAC_CTX` of OpenSSL that holds a key and computes one code after the other (EVP_MAC(3)).
///
/// Tests: HMACSHA256Tests.swift
// Sendable: `HMACSHA256` lends a context to one call at a time. The one that it copies from is never computed with,
// and copying only reads.
final class HMACContext: @unchecked Sendable {
    private let pointer: OpaquePointer

    init(key: SecretBytes) throws(CryptographyError) {
        let algorithm = try CryptographyError.check(EVP_MAC_fetch(nil, "HMAC", nil), "EVP_MAC_fetch")
        // The context keeps a reference of its own.
        defer { EVP_MAC_free(algorithm) }
        pointer = try CryptographyError.check(EVP_MAC_CTX_new(algorithm), "EVP_MAC_CTX_new")
        // From here on `deinit` frees the context, also when this throws.
        try CryptographyError.check(Self.setKey(key, of: pointer), "EVP_MAC_init")
    }

    private init(owning pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit { EVP_MAC_CTX_free(pointer) }

    func copy() throws(CryptographyError) -> HMACContext {
        HMACContext(owning: try CryptographyError.check(EVP_MAC_CTX_dup(pointer), "EVP_MAC_CTX_dup"))
    }

    func authenticationCode(for message: ArraySlice<UInt8>) throws(CryptographyError) -> [UInt8] {
        // Without a key it starts anew with the key that it has.
        try CryptographyError.check(EVP_MAC_init(pointer, nil, 0, nil), "EVP_MAC_init")
        let updated = message.withUnsafeBufferPointer { EVP_MAC_update(pointer, $0.baseAddress, $0.count) }
        try CryptographyError.check(updated, "EVP_MAC_update")
        var finished: Int32 = 0
        let code = [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
            finished = EVP_MAC_final(pointer, buffer.baseAddress, &count, buffer.count)
        }
        try CryptographyError.check(finished, "EVP_MAC_final")
        return code
    }

    /// `OSSL_PARAM` keeps the addresses of both texts, hence the nesting: they must live until the call is over.
    private static func setKey(_ key: SecretBytes, of context: OpaquePointer) -> Int32 {
        var digest = Array("SHA256".utf8CString)
        return "digest".withCString { name in
            digest.withUnsafeMutableBufferPointer { digest in
                let parameters = [
                    OSSL_PARAM_construct_utf8_string(name, digest.baseAddress, 0), OSSL_PARAM_construct_end(),
                ]
                return key.withUnsafeBytes { key in
                    EVP_MAC_init(context, key.bindMemory(to: UInt8.self).baseAddress, key.count, parameters)
                }
            }
        }
    }
}
