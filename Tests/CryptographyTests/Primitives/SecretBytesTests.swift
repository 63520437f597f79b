import Cryptography
import Glibc
import Testing

@Suite struct SecretBytesTests {
    @Test func bytesAreLentAsTheyWereGiven() {
        #expect(SecretBytes([1, 0, 255]).withUnsafeBytes { Array($0) } == [1, 0, 255])
        #expect(SecretBytes([1, 0, 255]).count == 3)
        #expect(SecretBytes([]).withUnsafeBytes { $0.baseAddress != nil && $0.isEmpty })
    }

    @Test func aKeyForAnotherPurposeIsAnHMACOfItsName() throws {
        let secret = SecretBytes(Array("thirty-two bytes of signing key!".utf8))
        let key = try secret.derivedKey(for: "movie-bag decoy hashes 1").withUnsafeBytes { Array($0) }
        // Computed by Python's hmac.
        let expected = "604bd32ce3213c862edc9334e8c37467d676cb2ef05582aa05ae71addc20abfc"
        #expect(key.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() == expected)
        #expect(try secret.derivedKey(for: "movie-bag decoy hashes 2").withUnsafeBytes { Array($0) } != key)
    }

    @Test func theyAreEqualWhereAllBytesAre() {
        #expect(SecretBytes([1, 2, 3]) == SecretBytes([1, 2, 3]))
        #expect(SecretBytes([]) == SecretBytes([]))
        for other in [[], [1], [1, 2], [1, 2, 4], [0, 2, 3], [1, 2, 3, 0]] as [[UInt8]] {
            #expect(SecretBytes([1, 2, 3]) != SecretBytes(other))
        }
    }

    @Test func noWayOfPrintingShowsTheBytes() {
        struct Configuration { let secret: SecretBytes }
        let secret = SecretBytes([201, 202, 203])
        var dumped = ""
        dump(secret, to: &dumped)
        dump(Configuration(secret: secret), to: &dumped)
        dump([secret], to: &dumped)
        let texts = [
            "\(secret)", secret.description, secret.debugDescription, String(describing: secret),
            String(reflecting: secret), "\(Configuration(secret: secret))", "\([secret])", "\(Optional(secret) as Any)",
            dumped,
        ]
        for text in texts {
            #expect(text.contains("<secret>"))
            #expect(!text.contains("201") && !text.contains("Storage") && !text.contains("0x"), "\(text)")
        }
        #expect(Mirror(reflecting: secret).children.isEmpty)
    }

    @Test func bytesAreOverwrittenWhenReleased() throws {
        // The memory belongs to the allocator again, so it is read through the kernel. Whoever got some of it meanwhile
        // has put something else there; most of it would still be the secret if nobody had overwritten it.
        let pattern: [UInt8] = (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 >> 8) }
        var secret: SecretBytes? = SecretBytes(pattern)
        let address = try #require(secret?.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) })
        #expect(try memory(at: address, count: pattern.count) == pattern)
        secret = nil
        let left = zip(try memory(at: address, count: pattern.count), pattern).count { $0 == $1 }
        #expect(left < pattern.count / 4)
    }

    /// What this process's memory holds; empty where there is none.
    private func memory(at address: UInt, count: Int) throws -> [UInt8] {
        let file = open("/proc/self/mem", O_RDONLY | O_CLOEXEC)
        try #require(file >= 0)
        defer { close(file) }
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, pread(file, buffer.baseAddress, count, off_t(address)))
        }
    }
}
