import COpenSSL
import FoundationEssentials

/// The key that tokens are signed with.
struct Secret: Sendable {
    private let bytes: [UInt8]

    /// The file's bytes less one newline at their end.
    init(file: String) throws {
        var bytes = Array(try Data(contentsOf: URL(filePath: file)))
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        self.bytes = bytes
    }

    /// HMAC with SHA-256 (RFC 2104).
    func authenticationCode(of message: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_LENGTH)) { code, count in
            let made = HMAC(
                EVP_sha256(), bytes, Int32(bytes.count), message, message.count, code.baseAddress, nil)
            precondition(made != nil, "HMAC failed")
            count = Int(SHA256_DIGEST_LENGTH)
        }
    }
}
