import Mail
import Threads

/// Delivers the mails of the outbox, a few at a time, until it is stopped.
///
/// Storage blocks, so it has a thread of its own; each mail program runs in a task, which only waits.
package final class MailDispatcher: Sendable {
    /// The outcome of one attempt.
    struct Outcome: Sendable {
        var leased: LeasedMail
        let result: DeliveryOutcome
    }

    /// What the dispatcher goes by.
    package struct Rules: Sendable {
        /// How many mail programs may run at the same time.
        package var atOnce = 4
        /// How long a mail program runs before another is started beside it.
        package var timeToItself = Duration.seconds(1)
        /// Longer than any mail program may run, so that no mail is delivered by two processes at once.
        package var lease = Duration.seconds(180)
        /// How often it looks for mails that other processes left behind.
        package var lookEvery = Duration.seconds(5)
        /// How often it tries to write an outcome down when it is to end; afterwards the mail's lease ends by itself.
        package var mostFailures = 5
        package var schedule = RetrySchedule()
        /// How long after it was written a mail may become due once more; one that fails after that is a dead letter. By due
        /// times, so that after an outage of any length each mail is tried once more before it becomes one.
        package var triedFor = Duration.seconds(5 * 24 * 3600)
        /// Gives numbers from 0 up to 1, so that many mails are not tried again in the same moment.
        package var jitter: @Sendable () -> Double = { .random(in: 0..<1) }

        package init() {}
    }

    private let makeStore: @Sendable () -> any OutboxStore
    private let writer: MailComposer
    private let transport: any MailTransport
    private let clock: WallClock
    private let channel: OutboxChannel
    private let rules: Rules
    private let report: @Sendable (OutboxEvent) -> Void

    /// - Parameters:
    ///   - makeStore: called once, on the dispatcher's thread.
    ///   - report: called on the dispatcher's thread.
    package init(
        makeStore: @escaping @Sendable () -> any OutboxStore, writer: MailComposer, transport: any MailTransport,
        clock: WallClock, channel: OutboxChannel, rules: Rules = Rules(),
        report: @escaping @Sendable (OutboxEvent) -> Void
    ) {
        self.makeStore = makeStore
        self.writer = writer
        self.transport = transport
        self.clock = clock
        self.channel = channel
        self.rules = rules
        self.report = report
    }

    /// Starts the thread.
    ///
    /// - Throws: ``ThreadError``.
    package func start() throws -> SystemThread {
        try SystemThread(name: "dispatcher") { [self] in run(endsWhenIdle: false) }
    }

    /// Delivers what is due, each mail once, and returns when nothing more is.
    ///
    /// - Throws: ``ThreadError``.
    package func deliverDue() throws {
        try SystemThread(name: "dispatcher") { [self] in run(endsWhenIdle: true) }.join()
    }

    /// Leases no more mails, ends the mail programs that run, and lets the thread end; their mails are tried again later.
    package func stop() {
        channel.stop()
    }

    private func run(endsWhenIdle: Bool) {
        var round = Round(store: makeStore())
        while true {
            let isStopping = round.isStopping
            let events = channel.events.wait(timeout: round.pause) { $0.take(unlessOnlyStopping: isStopping) }
            round.settle(events?.outcomes ?? [])
            if events?.isStopping == true {
                round.isStopping = true
                round.running.values.forEach { $0.task.cancel() }
            }
            round.pause = rules.lookEvery
            record(in: &round)
            if !round.isStopping { lease(in: &round) }
            let hasDoneAll = round.isIdle && (round.unrecorded.isEmpty || round.failures > rules.mostFailures)
            let mayEnd = round.isStopping || (endsWhenIdle && hasDoneAll)
            if mayEnd && round.running.isEmpty { return }
        }
    }

    /// Leases a mail that is due and starts its delivery.
    ///
    /// One at a time while that is quick: what is in delivery when a process is killed is delivered again after its lease.
    /// A mail takes up its place until its outcome is written down.
    private func lease(in round: inout Round) {
        do {
            let now = clock.now
            try heedTheClock(at: now, in: &round)
            round.isIdle = true
            guard round.running.count + round.unrecorded.count < rules.atOnce else { return }
            if let wait = round.timeToItself(of: rules.timeToItself) {
                // Whether anything is due is not known, since to look is to lease.
                round.isIdle = false
                round.pause = min(round.pause, wait)
                return
            }
            switch try round.store.leaseNext(at: now, leaseEnd: now + rules.lease) {
            case .leased(let leased):
                round.isIdle = false
                round.start(leased) { deliver(leased, at: now) }
                round.pause = min(round.pause, rules.timeToItself)
            case .none(let due?):
                round.isIdle = due > now
                round.pause = min(round.pause, .nanoseconds(max(0, due.nanoseconds - now.nanoseconds)))
            case .none(nil): break
            }
        } catch {
            round.isIdle = true
            report(.storageFailed("\(error)"))
        }
    }

    /// Due times are times of the wall clock, so that all processes and the next start can go by them. But no mail may
    /// wait for an hour to come a second time when the clock was set back, nor for a year that was never there.
    private func heedTheClock(at now: UnixTime, in round: inout Round) throws {
        switch round.clockSeen {
        case nil:
            // It may have been set before this start.
            try round.store.pullForward(dueAfter: now + max(rules.lease, rules.schedule.longestWait), to: now)
        case let last? where now + rules.lookEvery < last:
            // What is due within a lease may be another process's, leased since.
            try round.store.pullForward(dueAfter: now + rules.lease, to: now)
        case _?: break
        }
        round.clockSeen = now
    }

    private func deliver(_ leased: LeasedMail, at now: UnixTime) -> Task<Void, Never> {
        Task { [writer, transport, channel] in
            let result: DeliveryOutcome
            do {
                if let message = try writer.message(for: leased, at: now) {
                    result = await transport.deliver(message)
                } else {
                    result = .permanentFailure(reason: "the link expired before it could be delivered")
                }
            } catch {
                result = .temporaryFailure(reason: "\(error)")
            }
            channel.report(Outcome(leased: leased, result: result))
        }
    }

    /// Writes outcomes down; one that cannot be written is kept for the next round.
    private func record(in round: inout Round) {
        while let outcome = round.unrecorded.first {
            do {
                report(try record(outcome, in: round))
                round.unrecorded.removeFirst()
            } catch {
                report(.storageFailed("\(error)"))
                round.pause = .seconds(1)
                round.failures += 1
                return
            }
        }
    }

    private func record(_ outcome: Outcome, in round: Round) throws -> OutboxEvent {
        let (leased, store) = (outcome.leased, round.store)
        let now = clock.now
        switch outcome.result {
        case .delivered:
            try store.remove(leased)
            return .delivered(leased.mail.id, attempt: leased.attempt)
        // At a stop it is no failure of the mail.
        case .temporaryFailure(let reason, _) where isTooOld(leased) && !round.isStopping:
            let days = rules.triedFor.components.seconds / 86_400
            return try keepAsDeadLetter(leased, at: now, "\(reason); tried for \(days) days", store)
        case .temporaryFailure(let reason, _):
            let next = now + rules.schedule.delay(afterAttempt: leased.attempt, jitter: rules.jitter())
            try store.postpone(leased, until: next, reason: reason)
            return .postponed(leased.mail.id, attempt: leased.attempt, until: next, reason: reason)
        case .permanentFailure(let reason, _):
            return try keepAsDeadLetter(leased, at: now, reason, store)
        }
    }

    private func isTooOld(_ leased: LeasedMail) -> Bool {
        leased.due > leased.mail.written + rules.triedFor
    }

    private func keepAsDeadLetter(
        _ leased: LeasedMail, at now: UnixTime, _ reason: String, _ store: any OutboxStore
    ) throws -> OutboxEvent {
        try store.keepAsDeadLetter(leased, at: now, reason: reason)
        return .deadLetter(leased.mail.id, attempt: leased.attempt, reason: reason)
    }
}
