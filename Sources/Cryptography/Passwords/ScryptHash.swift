import COpenSSL

/// A password as it is stored: its scrypt hash (RFC 7914) with salt and parameters.
///
/// Making one and comparing with one take as long as the parameters say, some hundred milliseconds, and keep the calling
/// thread busy for all of it.
package struct ScryptHash: Equatable, Sendable {
    static let saltCount = 16
    static let hashCount = 32

    package let parameters: ScryptParameters
    let salt: [UInt8]
    let hash: [UInt8]

    /// Hashes a password, any bytes, NUL included, with a fresh salt.
    package init(of password: [UInt8], parameters: ScryptParameters) throws(CryptographyError) {
        try self.init(of: password, salt: Random.bytes(Self.saltCount), parameters: parameters)
    }

    /// Random bytes in the form of a hash: no password is known to match, and comparing takes as long as with a real one.
    package init(ofNobody parameters: ScryptParameters) {
        self.init(
            parameters: parameters, salt: Random.bytes(Self.saltCount), hash: Random.bytes(Self.hashCount))
    }

    init(of password: [UInt8], salt: [UInt8], parameters: ScryptParameters) throws(CryptographyError) {
        let hash = try Self.derive(Self.hashCount, from: password, salt: salt, parameters: parameters)
        self.init(parameters: parameters, salt: salt, hash: hash)
    }

    init(parameters: ScryptParameters, salt: [UInt8], hash: [UInt8]) {
        self.parameters = parameters
        self.salt = salt
        self.hash = hash
    }

    /// Whether this is the hash of `password`. Comparing takes the same time wherever the first difference is.
    package func matches(_ password: [UInt8]) throws(CryptographyError) -> Bool {
        let candidate = try Self.derive(hash.count, from: password, salt: salt, parameters: parameters)
        return ConstantTime.areEqual(candidate, hash)
    }

    /// The key derivation itself (EVP_PBE_scrypt(3)).
    static func derive(
        _ count: Int, from password: [UInt8], salt: [UInt8], parameters: ScryptParameters
    ) throws(CryptographyError) -> [UInt8] {
        var derived: Int32 = 0
        let key = [UInt8](unsafeUninitializedCapacity: count) { key, filled in
            derived = password.withUnsafeBytes { password in
                EVP_PBE_scrypt(
                    password.bindMemory(to: CChar.self).baseAddress, password.count, salt, salt.count,
                    1 << UInt64(parameters.logN), UInt64(parameters.r), UInt64(parameters.p),
                    // OpenSSL's own limit of 32 MiB is below what today's parameters need.
                    parameters.memoryBytes, key.baseAddress, count)
            }
            filled = derived == 1 ? count : 0
        }
        try CryptographyError.check(derived, "EVP_PBE_scrypt")
        return key
    }
}
