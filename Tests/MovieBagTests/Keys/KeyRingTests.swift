import Cryptography
import MovieBag
import Testing

@Suite struct KeyRingTests {
    @Test func keysAreInTheOrderOfTime() throws {
        #expect(try KeyRing.ofThree().keys.map(\.name) == ["-", "b", "c"])
        let same = try KeyRing(.numbered(1, "a", created: 5)).adding(.numbered(2, "b", created: 5))
        #expect(same.keys.map(\.name) == ["a", "b"])
        #expect(same.signingKey(at: UnixTime(seconds: 5)).name == "b")
    }

    @Test(arguments: [
        (-5, "-"), (0, "-"), (999, "-"), (1000, "b"), (1999, "b"), (2000, "c"), (9_000_000, "c"),
    ])
    func theNewestWhoseTimeHasComeSigns(now: Int64, name: String) throws {
        #expect(try KeyRing.ofThree().signingKey(at: UnixTime(seconds: now)).name == name)
    }

    @Test func beforeTheTimeOfAllTheOldestSigns() throws {
        let ring = try KeyRing(.numbered(1, "a", created: 1000)).adding(.numbered(2, "b", created: 2000))
        #expect(ring.signingKey(at: UnixTime(seconds: 1)).name == "a")
        #expect(ring.states(at: UnixTime(seconds: 1)).map(\.state) == [.signs, .waits])
    }

    @Test func everyKeyHasAState() throws {
        let states = try KeyRing.ofThree().states(at: UnixTime(seconds: 1500))
        #expect(states.map(\.key.name) == ["-", "b", "c"])
        #expect(states.map(\.state) == [.verifies(stopped: UnixTime(seconds: 1000)), .signs, .waits])
    }

    @Test func aKeyHasANameAndBytesOfItsOwn() throws {
        let ring = try KeyRing.ofThree()
        #expect(throws: KeyRingError.nameTaken) { try ring.adding(.numbered(9, "b", created: 0)) }
        #expect(throws: KeyRingError.nameTaken) { try ring.adding(.numbered(9, "-", created: 0)) }
        #expect(throws: KeyRingError.keyTaken) { try ring.adding(.numbered(3, "d", created: 0)) }
    }

    @Test func thereAre16AtMost() throws {
        var ring = try KeyRing(.numbered(0, "-", created: 0))
        for number in UInt8(1)...15 { ring = try ring.adding(.numbered(number, "k\(number)", created: Int64(number))) }
        #expect(ring.keys.count == 16)
        #expect(throws: KeyRingError.tooMany) { try ring.adding(.numbered(16, "k16", created: 16)) }
    }

    @Test(arguments: [(0, false), (31, false), (32, true), (64, true)])
    func aKeyHasAtLeast32Bytes(count: Int, isTaken: Bool) {
        let key = try? TokenKey(
            id: nil, bytes: SecretBytes([UInt8](repeating: 1, count: count)), created: UnixTime(seconds: 0))
        #expect((key != nil) == isTaken)
    }

    /// The longest lifetime, which is that of an invitation of 90 days or longer, and an hour.
    @Test(arguments: [(600, 60, 7_776_000), (8_000_000, 60, 8_000_000), (60, 8_000_000, 8_000_000)])
    func tokensOfAKeyThatStoppedAreOverAtSomeTime(access: Int64, reset: Int64, longest: Int64) {
        let end = TokenLifetimes(access: access, reset: reset).end(ofTokensSignedUntil: UnixTime(seconds: 1000))
        #expect(end == UnixTime(seconds: 1000 + longest + 3600))
    }

    @Test func noErrorHoldsAKey() throws {
        let ring = try KeyRing.ofThree()
        #expect(!"\(ring) \(String(reflecting: ring))".contains("1, 1, 1"))
        var dumped = ""
        dump(ring, to: &dumped)
        #expect(dumped.contains("<secret>") || dumped.contains("SecretBytes"))
        #expect(!dumped.contains("- 1\n"))
    }
}
