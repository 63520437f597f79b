/// Tests: SecretBytesTests.swift
extension SecretBytes {
    /// A key for another purpose, 32 bytes: it tells nothing of this one, nor of the keys for further purposes.
    ///
    /// It is the HMAC of the purpose's name under this key. A key that also signs tokens must never sign such a name: a JWS
    /// is base64url with a dot in it, so a name with a space is none.
    package func derivedKey(for purpose: StaticString) throws(CryptographyError) -> SecretBytes {
        let name = Array(purpose.description.utf8)
        precondition(name.contains(UInt8(ascii: " ")), "a purpose is named by several words")
        return SecretBytes(cleansing: try HMACSHA256(key: self).authenticationCode(for: name[...]))
    }
}
