/// Tests: MailDispatcherTests.swift
extension MailDispatcher {
    /// What the dispatcher's thread remembers from one round to the next.
    struct Round {
        let store: any OutboxStore
        private(set) var running: [OutboxMailID: Delivery] = [:]
        var unrecorded: [Outcome] = []
        var pause = Duration.zero
        var isStopping = false
        /// How often an outcome could not be written down.
        var failures = 0
        /// Whether nothing was due, or the storage failed, when it was looked at last.
        var isIdle = false
        /// When the latest mail program was started.
        private(set) var latestStart: ContinuousClock.Instant?
        /// The time by which due times were judged last.
        var clockSeen: UnixTime?

        /// How much of that time a program that runs, or an outcome that is not written down, still has for itself; `nil`
        /// when another may be started.
        func timeToItself(of time: Duration) -> Duration? {
            guard !running.isEmpty || !unrecorded.isEmpty, let latestStart else { return nil }
            let rest = time - (.now - latestStart)
            return rest > .zero ? rest : nil
        }

        struct Delivery {
            var leased: LeasedMail
            let task: Task<Void, Never>
        }

        /// Starts a delivery. A mail that was leased again before its outcome is written down, because the clock was set
        /// and its lease seemed over, only goes on under the new lease: no mail is sent twice for that.
        mutating func start(_ leased: LeasedMail, _ deliver: () -> Task<Void, Never>) {
            let id = leased.mail.id
            if let index = unrecorded.firstIndex(where: { $0.leased.mail.id == id }) {
                unrecorded[index].leased = leased
            } else {
                running[id] = Delivery(leased: leased, task: running[id]?.task ?? deliver())
                latestStart = .now
            }
        }

        /// Takes up outcomes, under the leases that are current.
        mutating func settle(_ outcomes: [Outcome]) {
            for outcome in outcomes {
                let leased = running.removeValue(forKey: outcome.leased.mail.id)?.leased ?? outcome.leased
                unrecorded.append(Outcome(leased: leased, result: outcome.result))
            }
        }
    }
}
