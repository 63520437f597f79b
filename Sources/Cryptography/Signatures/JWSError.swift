/// Why a text is not a JWS that may be trusted.
///
/// Tests: JWSSignerTests.swift
package enum JWSError: Error, Equatable {
    /// It is too long, has not three parts, or a part is not strict base64url.
    case malformed
    /// It was not signed with this key, or not as it stands.
    case wrongSignature
    /// It is signed, but its header is not a JSON object that asks for HS256 and for nothing that is not understood.
    case unacceptableHeader
    /// OpenSSL failed, which says nothing about the text.
    case failed(CryptographyError)
}
