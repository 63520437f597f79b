import Cryptography

/// Tests: ImportedHashTests.swift
extension PasswordHash {
    /// Takes a hash over from another program or another site: scrypt as this program writes it, or bcrypt as the original
    /// application does. White space around it does not count.
    ///
    /// - Throws: ``InvalidValue``, which says what is wrong, and repeats nothing of it.
    package init(imported text: String) throws(InvalidValue) {
        let bytes = Array(text.utf8)
        let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") || 9...13 ~= byte }
        let trimmed = String(
            decoding: bytes.drop(while: isSpace).reversed().drop(while: isSpace).reversed(), as: UTF8.self)
        guard trimmed.hasPrefix("$2") else {
            guard trimmed.hasPrefix("$scrypt$") else {
                throw Self.problem("must begin with $2a$, $2b$, $2y$ or $scrypt$")
            }
            guard ScryptHash(phcString: trimmed) != nil else {
                throw Self.problem(
                    "of scrypt must be $scrypt$ln=N,r=N,p=N$SALT$HASH within the limits of MOVIE_BAG_SCRYPT_*, with a salt of "
                        + "16 bytes and a hash of 32 in base 64 without padding")
            }
            self.init(phcString: trimmed)
            return
        }
        do throws(BcryptHashError) {
            self.init(phcString: try BcryptHash(trimmed).text)
        } catch {
            throw Self.problem("is not one of bcrypt: \(error)")
        }
    }

    private static func problem(_ rule: String) -> InvalidValue {
        InvalidValue("password hash", rule)
    }
}
