import MovieBag
import Testing
import Threads
import Mail

/// Delivering what is due, as a command does.
@Suite struct DeliverDueTests: DispatcherSuite {
    let dispatching = Dispatching()

    /// Runs a dispatcher that ends by itself.
    private func runOnce(_ transport: any MailTransport) async throws {
        var rules = MailDispatcher.Rules()
        rules.mostFailures = 2
        let dispatcher = try dispatcher(transport, rules)
        try await blocking { try dispatcher.deliverDue() }
    }

    @Test func deliveringWhatIsDueEndsWhenNothingMoreIs() async throws {
        for number in 1...10 { outbox.add(mail(UInt8(number)), due: clock.clock.now) }
        outbox.add(mail(11), due: clock.clock.now + .seconds(1))
        let transport = RecordingTransport(.delivered)
        try await runOnce(transport)
        #expect(transport.messages.withLock { $0.count } == 10)
        #expect(outbox.rows.withLock { $0.count { $0.fate == "delivered" } } == 10)
    }

    @Test func deliveringWhatIsDueTriesEachMailOnce() async throws {
        for number in 1...3 { outbox.add(mail(UInt8(number)), due: clock.clock.now) }
        let transport = RecordingTransport(.temporaryFailure(reason: "greylisted"))
        try await runOnce(transport)
        #expect(transport.messages.withLock { $0.count } == 3)
        #expect(events.withLock { $0.count } == 3)
    }

    @Test func anEmptyOutboxIsDoneAtOnce() async throws {
        try await runOnce(RecordingTransport(.delivered))
        #expect(events.withLock { $0.isEmpty })
    }

    @Test func deliveringWhatIsDueDoesNotWaitForeverForAStorageThatFails() async throws {
        outbox.failures.withLock { $0 = 1000 }
        outbox.add(mail(1), due: clock.clock.now)
        try await runOnce(RecordingTransport(.delivered))
        #expect(events.withLock { $0 } == Array(repeating: .storageFailed("no disk"), count: 3))
    }
}
