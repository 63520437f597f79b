import Mail
import MovieBag
import Testing
import Threads

/// Deliveries, one after the other and side by side, and their outcomes.
@Suite struct MailDispatcherTests: DispatcherSuite {
    let dispatching = Dispatching()

    @Test func mailAfterMailIsDeliveredAndTakenOut() async throws {
        for number in 1...20 { outbox.add(mail(UInt8(number)), due: clock.clock.now) }
        let transport = RecordingTransport(.delivered)
        #expect(try await run(transport) == Array(repeating: "delivered", count: 20))
        #expect(transport.messages.withLock { $0.count } == 20)
        #expect(events.withLock { $0 }.contains(.delivered(OutboxMailID(.numbered(20)), attempt: 1)))
    }

    @Test func aTemporaryFailureIsPostponed() async throws {
        outbox.add(mail(1), due: clock.clock.now)
        #expect(
            try await run(RecordingTransport(.temporaryFailure(reason: "greylisted"))) == [
                "postponed to 1800000100: greylisted"
            ]
        )
    }

    @Test func aPermanentFailureBecomesADeadLetter() async throws {
        outbox.add(mail(1), due: clock.clock.now)
        #expect(
            try await run(RecordingTransport(.permanentFailure(reason: "no such user"))) == [
                "dead letter: no such user"
            ])
        #expect(events.withLock { $0 } == [.deadLetter(OutboxMailID(.numbered(1)), attempt: 1, reason: "no such user")])
    }

    @Test func anOutcomeThatCannotBeWrittenIsKept() async throws {
        outbox.failures.withLock { $0 = 2 }
        outbox.add(mail(1), due: clock.clock.now)
        let transport = RecordingTransport(.delivered)
        #expect(try await run(transport) == ["delivered"])
        #expect(transport.messages.withLock { $0.count } == 1)
        #expect(events.withLock { $0 }.filter { $0 == .storageFailed("no disk") }.count == 2)
    }

    @Test(arguments: [(Duration.zero, 4), (.seconds(60), 1)])
    func aMailIsInDeliveryUntilItsOutcomeIsWritten(timeToItself: Duration, most: Int) async throws {
        outbox.failures.withLock { $0 = 1 }
        for number in 1...20 { outbox.add(mail(UInt8(number)), due: clock.clock.now) }
        /// The first messages take until so many have come.
        final class Together: MailTransport, Sendable {
            let count = Monitor(0)
            let wanted: Int

            init(_ wanted: Int) { self.wanted = wanted }

            func deliver(_ message: Message) async -> DeliveryOutcome {
                count.withLock { $0 += 1 }
                while count.withLock({ $0 }) < wanted { await Task.yield() }
                return .delivered
            }
        }
        let fates = try await run(Together(most), timeToItself: timeToItself)
        #expect(fates == Array(repeating: "delivered", count: 20))
        #expect(outbox.mostInDelivery.withLock { $0 } == most)
    }

    @Test func aSlowMailProgramDoesNotHoldUpTheOthers() async throws {
        /// The first message takes until the second has come.
        final class FirstWaits: MailTransport, Sendable {
            let count = Monitor(0)

            func deliver(_ message: Message) async -> DeliveryOutcome {
                let number = count.withLock { count in
                    count += 1
                    return count
                }
                while number == 1 && count.withLock({ $0 }) == 1 { await Task.yield() }
                return .delivered
            }
        }
        for number in 1...2 { outbox.add(mail(UInt8(number)), due: clock.clock.now) }
        #expect(try await run(FirstWaits(), timeToItself: .milliseconds(20)) == ["delivered", "delivered"])
    }

    @Test func aMailThatIsNotDueWaitsForTheSignal() async throws {
        outbox.add(mail(1), due: clock.clock.now + .seconds(5))
        clock.advance(5)
        channel.signal()
        #expect(try await run(RecordingTransport(.delivered)) == ["delivered"])
    }

    @Test func stoppingEndsTheMailProgramsThatRun() async throws {
        /// Runs until it is cancelled.
        final class Endless: MailTransport, Sendable {
            let isRunning = Monitor(false)

            func deliver(_ message: Message) async -> DeliveryOutcome {
                isRunning.withLock { $0 = true }
                isRunning.notifyAll()
                while !Task.isCancelled { await Task.yield() }
                return .temporaryFailure(reason: "stopped")
            }
        }
        outbox.add(mail(1), due: clock.clock.now)
        let transport = Endless()
        let dispatcher = try dispatcher(transport, MailDispatcher.Rules())
        let wasRunning = try await blocking {
            let thread = try dispatcher.start()
            defer {
                dispatcher.stop()
                thread.join()
            }
            return transport.isRunning.wait(timeout: .seconds(600)) { $0 ? true : nil }
        }
        #expect(wasRunning == true)
        #expect(outbox.fates()?.first?.hasSuffix("stopped") == true)
    }
}
