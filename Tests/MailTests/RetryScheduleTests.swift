import Mail
import Testing

@Suite struct RetryScheduleTests {
    @Test(arguments: [
        (1, 10), (2, 20), (3, 40), (4, 80), (9, 2560), (10, 3600), (11, 3600), (1000, 3600), (.max, 3600),
    ])
    func waitsDoubleUpToTheLimit(attempt: Int, seconds: Int) {
        #expect(RetrySchedule().delay(afterAttempt: attempt, jitter: 0.5) == .seconds(seconds))
    }

    @Test(arguments: [0, -1, .min])
    func attemptBeforeTheFirstCountsAsTheFirst(attempt: Int) {
        #expect(RetrySchedule().delay(afterAttempt: attempt, jitter: 0.5) == .seconds(10))
    }

    @Test(arguments: [(0, 3000), (0.5, 4000), (0.75, 4500), (1, 5000)] as [(Double, Int)])
    func jitterMovesAWaitByUpToAQuarter(jitter: Double, milliseconds: Int) {
        let schedule = RetrySchedule(firstDelay: .seconds(4))
        #expect(schedule.delay(afterAttempt: 1, jitter: jitter) == .milliseconds(milliseconds))
    }

    @Test(arguments: [(-1, 3), (7, 5), (.nan, 4), (.infinity, 4)] as [(Double, Int)])
    func jitterOutOfRangeIsBroughtIntoIt(jitter: Double, seconds: Int) {
        let schedule = RetrySchedule(firstDelay: .seconds(4))
        #expect(schedule.delay(afterAttempt: 1, jitter: jitter) == .seconds(seconds))
    }
}
