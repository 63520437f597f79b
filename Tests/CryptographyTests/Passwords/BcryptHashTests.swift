import Testing

@testable import Cryptography

@Suite struct BcryptHashTests {
    static let salt = "abcdefghijklmnopqrstuu"
    static let rest = "Pp7HPfoAs8I2dCQCQ/fW7zEJv8I8C8e"

    @Test(arguments: ["2a", "2b", "2y"], ["04", "05", "09", "10", "12", "14"])
    func costsAndKindsAreRead(kind: String, cost: String) throws {
        let text = "$\(kind)$\(cost)$\(Self.salt)\(Self.rest)"
        let hash = try BcryptHash(text)
        #expect(hash.text == text)
        #expect(hash.cost == Int(cost))
    }

    static let malformed: [(String, BcryptHashError)] = [
        ("", .length), ("$2b$12$", .length), ("$2b$12$\(salt)\(rest) ", .length), ("$2b$12$\(salt)\(rest)\n", .length),
        (" $2b$12$\(salt)\(rest.dropLast())", .kind), ("$2b$12$\(salt)\(rest.dropLast())", .length),
        ("$2x$12$\(salt)\(rest)", .kind), ("$2$12$\(salt)\(rest)x", .kind), ("$2B$12$\(salt)\(rest)", .kind),
        ("$3b$12$\(salt)\(rest)", .kind), ("%2b$12$\(salt)\(rest)", .kind), ("$2b%12$\(salt)\(rest)", .kind),
        ("$2b$03$\(salt)\(rest)", .cost), ("$2b$15$\(salt)\(rest)", .cost), ("$2b$31$\(salt)\(rest)", .cost),
        ("$2b$00$\(salt)\(rest)", .cost), ("$2b$ 4$\(salt)\(rest)", .cost), ("$2b$+4$\(salt)\(rest)", .cost),
        ("$2b$4$\(salt)\(rest)x", .cost), ("$2b$0x$\(salt)\(rest)", .cost), ("$2b$12.\(salt)\(rest)", .cost),
        ("$2b$12$abcdefghijklmnopqrstuv\(rest)", .salt), ("$2b$12$abcdefghijklmnopqrst=u\(rest)", .salt),
        ("$2b$12$abcdefghijklmnopqrst\0u\(rest)", .salt), ("$2b$12$abcdefghijklmnopqrs$uu\(rest)", .salt),
        ("$2b$12$\(salt)\(rest.dropLast())f", .hash), ("$2b$12$\(salt)\(rest.dropLast())=", .hash),
        ("$2b$12$\(salt)\(rest.dropLast(2))é", .hash), ("$2b$12$\(salt)\(rest.dropLast(2))+e", .hash),
    ]

    @Test(arguments: malformed) func everyFieldIsReadStrictly(text: String, error: BcryptHashError) {
        #expect(throws: error) { try BcryptHash(text) }
        #expect(!error.description.isEmpty)
    }

    @Test(arguments: BcryptHash.costs) func oneOfNobodyIsLikeAnyOther(cost: Int) throws {
        let (one, other) = (BcryptHash(ofNobody: cost), BcryptHash(ofNobody: cost))
        #expect(try BcryptHash(one.text) == one)
        #expect(one.cost == cost && one != other)
    }
}

/// What libcrypt makes of hashes; only where there is one.
@Suite(.enabled(if: CryptLibrary().failure == nil))
struct BcryptVectorTests {
    private let library = CryptLibrary()

    /// Published: with Openwall's crypt_blowfish and OpenBSD's regression tests.
    static let published: [([UInt8], String)] = [
        (Array("a".utf8), "$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe"),
        (Array("abc".utf8), "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i"),
        (Array("U*U".utf8), "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"),
        (Array("U*U*".utf8), "$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK"),
        (Array("U*U*U".utf8), "$2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a"),
        ([0xA3], "$2y$05$/OK.fbVrR/bpIqNJ5ianF.Sa7shbm4.OzKpvFnX1pQLmQW96oUlCq"),
        ([0xFF, 0xFF, 0xA3], "$2y$05$/OK.fbVrR/bpIqNJ5ianF.CE5elHaaO4EbggVDjb8P19RukzXSM3e"),
        (
            Array(
                "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789chars after 72 are ignored"
                    .utf8), "$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui"
        ),
    ]

    @Test(arguments: published) func publishedHashesMatch(password: [UInt8], text: String) throws {
        #expect(try BcryptHash(text).matches(password, by: library))
        #expect(try !BcryptHash(text).matches([UInt8(ascii: "x")] + password, by: library))
    }

    /// Made by crypt(3) itself.
    @Test(arguments: [
        ("correct horse", "$2b$04$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e"),
        ("correct horse", "$2y$05$......................GhrxO9Jau2W65tT0FKrnIWYcY5sAlLW"),
    ])
    func aHashOfAnotherProgramMatchesItsPasswordOnly(password: String, text: String) throws {
        let hash = try BcryptHash(text)
        #expect(try hash.matches(Array(password.utf8), by: library))
        for other in ["", "Correct horse", "correct horse ", "correct hors"] {
            #expect(try !hash.matches(Array(other.utf8), by: library), "\(other)")
        }
    }

    @Test func aDifferenceAnywhereInTheHashCounts() throws {
        let text = "$2b$04$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e"
        for place in 29..<60 {
            var bytes = Array(text.utf8)
            // Another character of which the spare bits are zero, too.
            bytes[place] = UInt8(ascii: bytes[place] == UInt8(ascii: "O") ? "e" : "O")
            let hash = try BcryptHash(String(decoding: bytes, as: UTF8.self))
            #expect(try !hash.matches(Array("correct horse".utf8), by: library), "\(place)")
        }
    }

    @Test func aPasswordEndsAfter72BytesAndAtItsFirstNUL() throws {
        let long = [UInt8](repeating: 0x61, count: 72)
        let hash = try BcryptHash(
            String(decoding: library.hash(long[...], setting: "$2b$04$abcdefghijklmnopqrstuu"), as: UTF8.self))
        // Also beyond the 511 bytes that libcrypt takes.
        for rest in [0, 1, 400, 952] {
            #expect(try hash.matches(long + [UInt8](repeating: 0x62, count: rest), by: library))
        }
        #expect(try !hash.matches(long.dropLast(), by: library))
        #expect(try !hash.matches(long.dropLast() + [0x62], by: library))
        let horse = try BcryptHash("$2b$04$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e")
        #expect(try horse.matches(Array("correct horse\0battery".utf8), by: library))
        #expect(try !horse.matches(Array("correct\0horse".utf8), by: library))
    }

    @Test func noPasswordIsKnownForOneOfNobody() throws {
        #expect(try !BcryptHash(ofNobody: 4).matches(Array("correct horse".utf8), by: library))
    }
}
