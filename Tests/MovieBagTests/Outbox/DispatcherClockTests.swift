import Mail
import MovieBag
import Testing
import Threads

/// What a dispatcher makes of due times, and of a clock that is set.
@Suite struct DispatcherClockTests: DispatcherSuite {
    let dispatching = Dispatching()

    /// Five days after it was written a mail that was due until then has one more attempt left.
    @Test(arguments: [(0, "postponed to 1800432100: greylisted"), (1, "dead letter: greylisted; tried for 5 days")])
    func aMailThatFailsAfterFiveDaysIsADeadOne(late: Int64, fate: String) async throws {
        let fiveDays: Int64 = 5 * 24 * 3600
        outbox.add(mail(1), due: clock.clock.now + .seconds(fiveDays + late))
        clock.advance(fiveDays + late)
        #expect(try await run(RecordingTransport(.temporaryFailure(reason: "greylisted"))) == [fate])
    }

    @Test func aMailThatHasWaitedForItsHostHasAnotherAttempt() async throws {
        outbox.add(mail(1), due: clock.clock.now)
        clock.advance(6 * 24 * 3600)
        #expect(
            try await run(RecordingTransport(.temporaryFailure(reason: "greylisted"))) == [
                "postponed to 1800518500: greylisted"
            ]
        )
    }

    @Test func aLinkThatExpiredInTheOutboxIsNotSent() async throws {
        outbox.add(mail(1, expires: clock.clock.now.seconds), due: clock.clock.now)
        let transport = RecordingTransport(.delivered)
        #expect(try await run(transport) == ["dead letter: the link expired before it could be delivered"])
        #expect(transport.messages.withLock { $0.isEmpty })
    }

    @Test func aMailDueInAYearThatWasNeverThereIsDelivered() async throws {
        outbox.add(mail(1), due: clock.clock.now + .seconds(4501))
        #expect(try await run(RecordingTransport(.delivered)) == ["delivered"])
    }

    @Test func aClockSetBackLetsNoMailWaitForTheSameHourTwice() async throws {
        // An hour at most is what it has to wait for by the schedule, so at the start it is left alone.
        outbox.add(mail(1), due: clock.clock.now + .seconds(3000))
        outbox.add(mail(2), due: clock.clock.now)
        let transport = SettingBack(clock)
        #expect(try await run(transport) == ["delivered", "delivered"])
        #expect(transport.deliveries.withLock { $0 } == 2)
    }

    /// Sets the clock back an hour at the first delivery.
    private final class SettingBack: MailTransport, Sendable {
        let deliveries = Monitor(0)
        private let clock: FixedClock

        init(_ clock: FixedClock) {
            self.clock = clock
        }

        func deliver(_ message: Message) async -> DeliveryOutcome {
            let isFirst = deliveries.withLock { count in
                count += 1
                return count == 1
            }
            if isFirst { clock.advance(-3600) }
            return .delivered
        }
    }
}
