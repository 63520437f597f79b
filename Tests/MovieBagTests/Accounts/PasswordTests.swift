import Cryptography
import MovieBag
import Testing

@Suite struct PasswordTests {
    @Test(arguments: [(0, false), (7, false), (8, true), (64, true), (1024, true), (1025, false)])
    func thePasswordHasEightTo1024Bytes(count: Int, isAccepted: Bool) {
        #expect(((try? Password(Array(repeating: 0x61, count: count))) != nil) == isAccepted)
    }

    @Test func bytesAreCountedNotCharacters() throws {
        _ = try Password(Array("ßßßß".utf8))
        #expect(throws: InvalidValue.self) { try Password(Array("ßßßa".utf8)) }
    }

    @Test func aPasswordCannotBePrinted() throws {
        let password = try Password(Array("correct horse".utf8))
        var dumped = ""
        dump(password, to: &dumped)
        #expect(!"\(password)\(String(reflecting: password))\(dumped)".contains("correct horse"))
        #expect(!dumped.contains("99"))
    }
}

@Suite struct PasswordHasherTests {
    private static func hasher() throws -> PasswordHasher {
        let parameters = try #require(ScryptParameters(logN: 1, r: 1, p: 1))
        return PasswordHasher(parameters: parameters, decoys: try DecoyHashes(parameters: parameters, keys: .test()))
    }

    @Test func onlyTheVerySamePasswordMatches() throws {
        let hasher = try Self.hasher()
        let hash = try hasher.hash(Password(Array("correct horse".utf8)))
        #expect(hash.phcString.hasPrefix("$scrypt$ln=1,r=1,p=1$"))
        #expect(try hasher.verify(Password(Array("correct horse".utf8)), against: hash))
        for other in ["Correct horse", "correct horse ", "correct hors", "correct horse\0x"] {
            #expect(try !hasher.verify(Password(Array(other.utf8)), against: hash))
        }
    }

    @Test func withoutAHashNothingMatches() throws {
        let hasher = try Self.hasher()
        #expect(try !hasher.verify(Password(Array("correct horse".utf8)), against: nil))
        #expect(try !hasher.verify(Password(Array("correct horse".utf8)), against: PasswordHash(phcString: "nonsense")))
    }

    @Test(arguments: [(1, 1, 2), (2, 1, 1), (1, 2, 1)])
    func aPasswordIsHashedAnewWhenItsParametersAreOthersLowerOrHigher(logN: Int, r: Int, p: Int) throws {
        let hasher = try Self.hasher()
        let password = try Password(Array("correct horse".utf8))
        #expect(try hasher.rehash(password, of: hasher.hash(password)) == nil)
        let parameters = try #require(ScryptParameters(logN: logN, r: r, p: p))
        let other = PasswordHasher(
            parameters: parameters, decoys: try DecoyHashes(parameters: parameters, keys: .test()))
        let renewed = try #require(try other.rehash(password, of: hasher.hash(password)))
        #expect(renewed.phcString.hasPrefix("$scrypt$ln=\(logN),r=\(r),p=\(p)$"))
        #expect(try hasher.verify(password, against: renewed))
        #expect(try hasher.rehash(password, of: renewed)?.phcString.hasPrefix("$scrypt$ln=1,r=1,p=1$") == true)
    }

    @Test func aHasherThatMayNotBlockSaysSo() throws {
        struct Full: BlockingRegion {
            func begin() throws(ThreadsExhausted) { throw ThreadsExhausted() }
            func end() {}
        }
        let hasher = try Self.hasher().announcing(to: Full())
        #expect(throws: ThreadsExhausted.self) { try hasher.hash(Password(Array("correct horse".utf8))) }
    }
}
