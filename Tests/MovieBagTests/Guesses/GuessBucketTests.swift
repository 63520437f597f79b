import MovieBag
import Testing

@Suite struct GuessBucketTests {
    private let bucket = GuessBucket(
        key: Array(repeating: 1, count: 16), burst: 10, interval: 60_000, isOfAccount: true)
    private let now = UnixTime(seconds: 1_800_000_000)

    /// Fills a bucket as far as it goes at one moment.
    private func filled(at now: UnixTime, from start: Int64? = nil) -> (guesses: Int, empty: Int64?) {
        var (guesses, empty) = (0, start)
        while bucket.wait(empty: empty, at: now) == 0, guesses < 1000 {
            empty = bucket.added(empty: empty, at: now)
            guesses += 1
        }
        return (guesses, empty)
    }

    @Test func holdsItsBurstAndSaysWhenThereIsRoomForOneMore() {
        let (guesses, empty) = filled(at: now)
        #expect(guesses == 10)
        #expect(empty == now.milliseconds + 600_000)
        #expect(bucket.wait(empty: empty, at: now) == 60_000)
        #expect(bucket.wait(empty: empty, at: now + .milliseconds(59_999)) == 1)
        #expect(bucket.wait(empty: empty, at: now + .milliseconds(60_000)) == 0)
    }

    /// ASVS 2.4.2
    @Test func afterThatThereIsRoomForOneInEachInterval() {
        var (_, empty) = filled(at: now)
        var later = 0
        for second in 1...3600 {
            let time = now + .seconds(second)
            guard bucket.wait(empty: empty, at: time) == 0 else { continue }
            empty = bucket.added(empty: empty, at: time)
            later += 1
        }
        #expect(later == 60)
    }

    @Test func afterALongRestItHoldsItsBurstAgainAndNoMore() {
        let (_, empty) = filled(at: now)
        for rest in [Duration.seconds(600), .seconds(864_000)] {
            #expect(filled(at: now + rest, from: empty).guesses == 10)
        }
        #expect(filled(at: now + .seconds(300), from: empty).guesses == 5)
    }

    @Test func aClockThatWasSetBackKeepsItFullForNoLongerThanItTakesToEmpty() {
        let (_, empty) = filled(at: now + .seconds(864_000))
        #expect(bucket.wait(empty: empty, at: now) == 60_000)
        #expect(bucket.wait(empty: empty, at: now + .seconds(300)) == 60_000)
        #expect(bucket.added(empty: empty, at: now) == now.milliseconds + 660_000)
    }
}
