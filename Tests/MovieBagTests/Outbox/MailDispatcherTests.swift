import Mail
import MovieBag
import Testing
import Threads

@Suite struct MailDispatcherTests {
    /// Answers each message with one outcome and keeps the messages.
    private final class Transport: MailTransport, Sendable {
        let outcome: DeliveryOutcome
        let messages = Monitor<[String]>([])

        init(_ outcome: DeliveryOutcome) {
            self.outcome = outcome
        }

        func deliver(_ message: Message) async -> DeliveryOutcome {
            messages.withLock { $0.append(message.text) }
            return outcome
        }
    }

    private let clock = FixedClock()
    private let outbox = RecordingOutbox()
    private let channel = OutboxChannel()
    private let events = Monitor<[OutboxEvent]>([])

    private func mail(_ number: UInt8, expires: Int64? = nil) -> OutboxMail {
        let account = AccountID(.numbered(1))
        let content: OutboxMail.Content =
            expires.map {
                .reset(TokenClaims(account: account, purpose: .reset, issued: 0, expires: $0, id: "abc"))
            } ?? .notice(.passwordChanged)
        return OutboxMail(
            id: OutboxMailID(.numbered(number)), account: account, content: content, written: clock.clock.now)
    }

    /// Runs a dispatcher until every mail of the outbox has met its fate.
    private func run(
        _ transport: any MailTransport, timeToItself: Duration = .seconds(60)
    ) async throws -> [String] {
        var rules = MailDispatcher.Rules()
        rules.timeToItself = timeToItself
        rules.schedule = RetrySchedule(firstDelay: .seconds(100))
        rules.jitter = { 0.5 }
        rules.lookEvery = .milliseconds(20)
        let dispatcher = MailDispatcher(
            makeStore: { [outbox] in outbox }, writer: try .test(), transport: transport, clock: clock.clock,
            channel: channel, rules: rules
        ) { [events] event in events.withLock { $0.append(event) } }
        let fates = try await blocking { [outbox] in
            let thread = try dispatcher.start()
            defer {
                dispatcher.stop()
                thread.join()
            }
            return outbox.fates()
        }
        return try #require(fates)
    }

    @Test func mailAfterMailIsDeliveredAndTakenOut() async throws {
        for number in 1...20 { outbox.add(mail(UInt8(number)), due: clock.clock.now) }
        let transport = Transport(.delivered)
        #expect(try await run(transport) == Array(repeating: "delivered", count: 20))
        #expect(transport.messages.withLock { $0.count } == 20)
        #expect(events.withLock { $0 }.contains(.delivered(OutboxMailID(.numbered(20)), attempt: 1)))
    }

    @Test func aTemporaryFailureIsPostponed() async throws {
        outbox.add(mail(1), due: clock.clock.now)
        #expect(
            try await run(Transport(.temporaryFailure(reason: "greylisted"))) == ["postponed to 1800000100: greylisted"]
        )
    }

    @Test func aPermanentFailureBecomesADeadLetter() async throws {
        outbox.add(mail(1), due: clock.clock.now)
        #expect(try await run(Transport(.permanentFailure(reason: "no such user"))) == ["dead letter: no such user"])
        #expect(events.withLock { $0 } == [.deadLetter(OutboxMailID(.numbered(1)), attempt: 1, reason: "no such user")])
    }

    /// Five days after it was written a mail that was due until then has one more attempt left.
    @Test(arguments: [(0, "postponed to 1800432100: greylisted"), (1, "dead letter: greylisted; tried for 5 days")])
    func aMailThatFailsAfterFiveDaysIsADeadOne(late: Int64, fate: String) async throws {
        let fiveDays: Int64 = 5 * 24 * 3600
        outbox.add(mail(1), due: clock.clock.now + .seconds(fiveDays + late))
        clock.advance(fiveDays + late)
        #expect(try await run(Transport(.temporaryFailure(reason: "greylisted"))) == [fate])
    }

    @Test func aMailThatHasWaitedForItsHostHasAnotherAttempt() async throws {
        outbox.add(mail(1), due: clock.clock.now)
        clock.advance(6 * 24 * 3600)
        #expect(
            try await run(Transport(.temporaryFailure(reason: "greylisted"))) == ["postponed to 1800518500: greylisted"]
        )
    }

    @Test func aLinkThatExpiredInTheOutboxIsNotSent() async throws {
        outbox.add(mail(1, expires: clock.clock.now.seconds), due: clock.clock.now)
        let transport = Transport(.delivered)
        #expect(try await run(transport) == ["dead letter: the link expired before it could be delivered"])
        #expect(transport.messages.withLock { $0.isEmpty })
    }

    @Test func anOutcomeThatCannotBeWrittenIsKept() async throws {
        outbox.failures.withLock { $0 = 2 }
        outbox.add(mail(1), due: clock.clock.now)
        let transport = Transport(.delivered)
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
        #expect(try await run(Transport(.delivered)) == ["delivered"])
    }

    /// Runs a dispatcher that ends by itself.
    private func runOnce(_ transport: any MailTransport) async throws {
        var rules = MailDispatcher.Rules()
        rules.mostFailures = 2
        let dispatcher = MailDispatcher(
            makeStore: { [outbox] in outbox }, writer: try .test(), transport: transport, clock: clock.clock,
            channel: channel, rules: rules
        ) { [events] event in events.withLock { $0.append(event) } }
        try await blocking { try dispatcher.deliverDue() }
    }

    @Test func deliveringWhatIsDueEndsWhenNothingMoreIs() async throws {
        for number in 1...10 { outbox.add(mail(UInt8(number)), due: clock.clock.now) }
        outbox.add(mail(11), due: clock.clock.now + .seconds(1))
        let transport = Transport(.delivered)
        try await runOnce(transport)
        #expect(transport.messages.withLock { $0.count } == 10)
        #expect(outbox.rows.withLock { $0.count { $0.fate == "delivered" } } == 10)
    }

    @Test func deliveringWhatIsDueTriesEachMailOnce() async throws {
        for number in 1...3 { outbox.add(mail(UInt8(number)), due: clock.clock.now) }
        let transport = Transport(.temporaryFailure(reason: "greylisted"))
        try await runOnce(transport)
        #expect(transport.messages.withLock { $0.count } == 3)
        #expect(events.withLock { $0.count } == 3)
    }

    @Test func anEmptyOutboxIsDoneAtOnce() async throws {
        try await runOnce(Transport(.delivered))
        #expect(events.withLock { $0.isEmpty })
    }

    @Test func deliveringWhatIsDueDoesNotWaitForeverForAStorageThatFails() async throws {
        outbox.failures.withLock { $0 = 1000 }
        outbox.add(mail(1), due: clock.clock.now)
        try await runOnce(Transport(.delivered))
        #expect(events.withLock { $0 } == Array(repeating: .storageFailed("no disk"), count: 3))
    }

    @Test func aMailDueInAYearThatWasNeverThereIsDelivered() async throws {
        outbox.add(mail(1), due: clock.clock.now + .seconds(4501))
        #expect(try await run(Transport(.delivered)) == ["delivered"])
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
        let dispatcher = MailDispatcher(
            makeStore: { [outbox] in outbox }, writer: try .test(), transport: transport, clock: clock.clock,
            channel: channel, report: { _ in })
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
