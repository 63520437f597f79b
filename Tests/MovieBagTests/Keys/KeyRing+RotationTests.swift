import Cryptography
import MovieBag
import Testing

@Suite struct KeyRingRotationTests {
    private let now = UnixTime(seconds: 1_796_000_000)

    @Test func aNewKeySignsTwoMinutesLater() throws {
        let old = try KeyRing(.numbered(1, "-", created: 0))
        let (ring, key) = try old.rotated(at: UnixTime(nanoseconds: now.nanoseconds + 1))
        #expect(key.created == UnixTime(seconds: 1_796_000_120))
        #expect(key.bytes.count == 32)
        #expect(key.name.prefix(9) == "20261130-" && key.name.utf8.count == 17)
        #expect(ring.keys == old.keys + [key])
        #expect(ring.signingKey(at: UnixTime(seconds: 1_796_000_119)).name == "-")
        #expect(ring.signingKey(at: UnixTime(seconds: 1_796_000_120)) == key)
        #expect(ring.oldest == old.oldest)
    }

    @Test func theNextOneIsNewerThanAllThatAreThere() throws {
        var ring = try KeyRing(.numbered(1, "-", created: 0))
        var names: Set<String> = []
        for second in Int64(0)..<15 {
            let (next, key) = try ring.rotated(at: now)
            #expect(key.created == UnixTime(seconds: 1_796_000_120 + second))
            #expect(next.keys.last == key)
            names.insert(key.name)
            ring = next
        }
        #expect(names.count == 15)
        #expect(throws: KeyRingError.tooMany) { try ring.rotated(at: now) }
    }

    /// A new key that signs only after it would not be noticed to do nothing.
    @Test func whereAKeySignsOnlyInDaysNoneIsAdded() throws {
        let within = try KeyRing(.numbered(1, "a", created: 1_796_086_400))
        #expect(try within.rotated(at: now).key.created == UnixTime(seconds: 1_796_086_401))
        let later = try KeyRing(.numbered(1, "a", created: 1_796_086_401))
        #expect(throws: KeyRingError.farAhead("a", created: UnixTime(seconds: 1_796_086_401))) {
            try later.rotated(at: now)
        }
    }

    @Test func aRenewedRingHasOneKeyThatSignsAtOnce() throws {
        let ring = try KeyRing.renewed(at: now)
        #expect(ring.keys.count == 1 && ring.oldest.created == now && ring.oldest.id != nil)
        #expect(try KeyRing.renewed(at: now) != ring)
    }

    @Test func aKeyThatDoesNotSignIsRemoved() throws {
        let ring = try KeyRing.ofThree()
        #expect(try ring.removing("-", at: UnixTime(seconds: 1500)).keys.map(\.name) == ["b", "c"])
        #expect(try ring.removing("c", at: UnixTime(seconds: 1500)).keys.map(\.name) == ["-", "b"])
        #expect(throws: KeyRingError.signs("b")) { try ring.removing("b", at: UnixTime(seconds: 1500)) }
        #expect(throws: KeyRingError.signs("c")) { try ring.removing("c", at: UnixTime(seconds: 2500)) }
        #expect(throws: KeyRingError.unknown("d")) { try ring.removing("d", at: now) }
        #expect(throws: KeyRingError.last("a")) {
            try KeyRing(.numbered(1, "a", created: 0)).removing("a", at: now)
        }
    }
}
