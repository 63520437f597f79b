import Cryptography
import Mail
import MovieBag
import Testing
import Threads

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
        return PasswordHasher(parameters: parameters, decoys: try DecoyHashes(parameters: parameters, secret: .test))
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
            parameters: parameters, decoys: try DecoyHashes(parameters: parameters, secret: .test))
        let renewed = try #require(try other.rehash(password, of: hasher.hash(password)))
        #expect(renewed.phcString.hasPrefix("$scrypt$ln=\(logN),r=\(r),p=\(p)$"))
        #expect(try hasher.verify(password, against: renewed))
        #expect(try hasher.rehash(password, of: renewed)?.phcString.hasPrefix("$scrypt$ln=1,r=1,p=1$") == true)
    }

    /// Made by crypt(3).
    private static let bcrypt = PasswordHash(phcString: "$2b$04$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e")

    @Test(.enabled(if: CryptLibrary().failure == nil))
    func aHashOfTheOriginalApplicationIsCheckedAndHashedAnew() throws {
        let hasher = try Self.hasher()
        let password = try Password(Array("correct horse".utf8))
        #expect(try hasher.verify(password, against: Self.bcrypt))
        #expect(try !hasher.verify(Password(Array("wrong horse".utf8)), against: Self.bcrypt))
        let renewed = try #require(try hasher.rehash(password, of: Self.bcrypt))
        #expect(renewed.phcString.hasPrefix("$scrypt$ln=1,r=1,p=1$"))
        #expect(try hasher.verify(password, against: renewed))
    }

    @Test func withoutLibcryptNoSuchHashMatchesAndTheReasonIsToldOnce() throws {
        let parameters = try #require(ScryptParameters(logN: 1, r: 1, p: 1))
        let decoys = try DecoyHashes(parameters: parameters, secret: .test)
        // Every unknown address has a decoy of bcrypt.
        decoys.imitate([.bcrypt(4): 1])
        let hashes = Monitor(0)
        let reports = Monitor<[CryptError]>([])
        let hasher = PasswordHasher(
            parameters: parameters, decoys: decoys,
            crypt: CryptLibrary(names: ["libcrypt-of-nobody.so.1"]) { error in reports.withLock { $0.append(error) } }
        ).announcing(to: Counting(hashes: hashes))
        let password = try Password(Array("correct horse".utf8))
        let address = EmailAddress("ann@example.org")
        #expect(try !hasher.verify(password, against: Self.bcrypt, of: address))
        #expect(try !hasher.verify(password, against: nil, of: address))
        #expect(hashes.withLock { $0 } == 2, "each costs one hash")
        #expect(reports.withLock { $0 } == [.missing(["libcrypt-of-nobody.so.1"])])
    }

    /// Counts the hashes that are computed.
    private struct Counting: BlockingRegion {
        let hashes: Monitor<Int>
        func begin() {}
        func end() {}
        func beginHash() { hashes.withLock { $0 += 1 } }
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
