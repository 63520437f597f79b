import COpenSSL
import Testing

@testable import Cryptography

@Suite struct ScryptHashTests {
    static let cheap = ScryptParameters(logN: 1, r: 1, p: 1)!  // In bounds.
    static let salt = Array("0123456789abcdef".utf8)

    // RFC 7914, section 12, all but the one that takes 1 GiB of memory.
    /// ASVS 11.4.2
    @Test(arguments: [
        (
            "", "", 4, 1, 1,
            """
            77d6576238657b203b19ca42c18a0497 f16b4844e3074ae8dfdffa3fede21442
            fcd0069ded0948f8326a753a0fc81f17 e8d3e0fb2e0d3628cf35e20c38d18906
            """
        ),
        (
            "password", "NaCl", 10, 8, 16,
            """
            fdbabe1c9d3472007856e7190d01e9fe 7c6ad7cbc8237830e77376634b373162
            2eaf30d92e22a3886ff109279d9830da c727afb94a83ee6d8360cbdfa2cc0640
            """
        ),
        (
            "pleaseletmein", "SodiumChloride", 14, 8, 1,
            """
            7023bdcb3afd7348461c06cd81fd38eb fda8fbba904f8e3ea9b543f6545da1f2
            d5432955613f0fcf62d49705242a9af9 e61e85dc0d651e40dfcf017b45575887
            """
        ),
    ])
    func derivedKeyIsAsPublished(password: String, salt: String, logN: Int, r: Int, p: Int, key: String) throws {
        let parameters = try #require(ScryptParameters(logN: logN, r: r, p: p))
        let derived = try ScryptHash.derive(
            64, from: Array(password.utf8), salt: Array(salt.utf8), parameters: parameters)
        #expect(derived == bytes(hexadecimal: key))
    }

    @Test func parametersOfTodayNeedMoreMemoryThanOpenSSLGivesByItself() throws {
        let parameters = try #require(ScryptParameters(logN: 15, r: 8, p: 1))
        #expect(EVP_PBE_scrypt("", 0, "", 0, 1 << 15, 8, 1, 0, nil, 0) == 0)
        ERR_clear_error()
        #expect(try ScryptHash(of: [], parameters: parameters).hash.count == 32)
    }

    @Test(arguments: [(1, 1, 1), (2, 1, 64), (3, 5, 7), (10, 8, 2)])
    func memoryAskedForIsExactlyWhatOpenSSLNeeds(logN: Int, r: Int, p: Int) throws {
        let parameters = try #require(ScryptParameters(logN: logN, r: r, p: p))
        func accepted(_ memory: UInt64) -> Bool {
            defer { ERR_clear_error() }
            return EVP_PBE_scrypt("", 0, "", 0, 1 << UInt64(logN), UInt64(r), UInt64(p), memory, nil, 0) == 1
        }
        #expect(accepted(parameters.memoryBytes))
        #expect(!accepted(parameters.memoryBytes - 1))
    }

    @Test(arguments: ["", "a", "correct horse", "with\0NUL", "\u{E9}", "e\u{301}", String(repeating: "x", count: 1024)])
    func passwordMatchesItsOwnHashOnly(password: String) throws {
        let password = Array(password.utf8)
        let hash = try ScryptHash(of: password, parameters: Self.cheap)
        #expect(try hash.matches(password))
        // Zero bytes at the end are the one thing that scrypt cannot see, up to 64 bytes: HMAC pads its key with them.
        for other in [password + [1], [1] + password, Array("with\0nul".utf8), Array("with".utf8)] {
            #expect(try !hash.matches(other))
        }
    }

    /// ASVS 11.4.2
    @Test func eachHashHasItsOwnSalt() throws {
        let one = try ScryptHash(of: [1], parameters: Self.cheap)
        let other = try ScryptHash(of: [1], parameters: Self.cheap)
        #expect(one.salt.count == 16)
        #expect(one.salt != other.salt)
        #expect(one.hash != other.hash)
    }

    @Test func hashOfNobodyIsAnotherEachTimeAndMatchesNothing() throws {
        let hash = ScryptHash(ofNobody: Self.cheap)
        #expect(hash != ScryptHash(ofNobody: Self.cheap))
        #expect(hash.parameters == Self.cheap)
        #expect(try !hash.matches([]))
        #expect(ScryptHash(phcString: hash.phcString) == hash)
    }
}
