import MovieBag
import Testing
import Threads

@Suite struct ObjectIDGeneratorTests {
    @Test func anIdentifierBeginsWithTheSecondsOfItsTime() {
        let clock = WallClock { UnixTime(nanoseconds: 0x5f61_0001 * 1_000_000_000 + 500_000_000) }
        let generator = ObjectIDGenerator(clock: clock, processBytes: 0xaabb_ccdd_eeff)
        // Half a second is 0x800000 of 2^24; of the process bytes the lowest five count.
        #expect(generator.next().description == "5f610001800000bbccddeeff")
    }

    @Test func identifiersRiseWhenTheClockStandsStillOrGoesBack() {
        let now = Monitor<Int64>(2_000_000_000)
        let generator = ObjectIDGenerator(
            clock: WallClock { UnixTime(seconds: now.withLock { $0 }) }, processBytes: 1)
        var ids = [generator.next(), generator.next()]
        now.withLock { $0 -= 3600 }
        ids.append(generator.next())
        #expect(ids == ids.sorted())
        #expect(Set(ids).count == 3)
    }

    @Test func threadsNeverGetTheSameIdentifier() throws {
        let generator = ObjectIDGenerator(clock: FixedClock().clock, processBytes: 1)
        let all = Monitor<Set<ObjectID>>([])
        let threads = try (0..<4).map { _ in
            try SystemThread(name: "test") {
                let ids = (0..<500).map { _ in generator.next() }
                all.withLock { $0.formUnion(ids) }
            }
        }
        threads.forEach { $0.join() }
        #expect(all.withLock { $0.count } == 2000)
    }
}
