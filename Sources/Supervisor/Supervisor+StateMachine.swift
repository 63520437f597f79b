import Glibc

/// Tests: StateMachineTests.swift
extension Supervisor {
    /// The worker processes of a supervisor, and what is to be done next to have as many of them as wanted. It only decides:
    /// starting and ending them is the ``Supervisor``'s.
    struct StateMachine {
        /// A worker process from its start until it has been collected.
        struct Worker {
            let pid: pid_t
            /// Which (re)load of the settings it was started by.
            let generation: Int
            let start: ContinuousClock.Instant
            var phase: Phase
        }

        enum Phase {
            /// It opens what it needs, and takes no request yet.
            case starting
            case serving
            /// It takes nothing new and answers those who are still connected.
            case draining
            /// It was told to end soon.
            case stopping
        }

        enum Action: Equatable {
            case start
            case drain(pid_t)
            case stop(pid_t)
            /// End the process that does not get ready; what was before stays.
            case giveUpReload(pid_t)
            /// Every process is of the new settings.
            case reportReloaded
        }

        /// What the end of a process means.
        enum End: Equatable {
            /// It was told to.
            case expected
            /// Nothing has ever worked: there is no use in trying again.
            case startFailed
            /// The first process of the new settings did not come to serve; the others stay as they are.
            case reloadFailed
            /// Another one is to be started after so long.
            case lost(Duration)
        }

        /// A process of new settings that is not ready by then is given up.
        static let readyLimit = Duration.seconds(60)
        /// The most that drain at the same time; a reload a minute needs few. Beyond it the first of them has to hurry.
        static let mostDraining = 32

        private let size: Int
        private(set) var workers: [Worker] = []
        private var generation = 0
        private var isReloading = false
        private var hasServed = false
        private var schedule = RestartSchedule()
        private var nextStart: ContinuousClock.Instant?

        /// - Parameter size: how many processes there shall be, at least 1.
        init(size: Int) {
            self.size = size
        }

        /// Wants every process replaced by one that has the settings as they are now.
        mutating func reload() {
            generation += 1
            isReloading = true
            schedule.reset()
            nextStart = nil
        }

        /// A process has been started.
        mutating func add(_ pid: pid_t, at now: ContinuousClock.Instant) {
            workers.append(Worker(pid: pid, generation: generation, start: now, phase: .starting))
        }

        /// A process could not even be started.
        mutating func noteFailedStart(at now: ContinuousClock.Instant) {
            nextStart = now + schedule.delay(afterLifeOf: .zero)
        }

        /// A process serves.
        mutating func noteReady(_ pid: pid_t) {
            guard let index = index(of: pid), workers[index].phase == .starting else { return }
            workers[index].phase = .serving
            hasServed = true
        }

        /// A process has ended.
        mutating func remove(_ pid: pid_t, at now: ContinuousClock.Instant) -> End {
            guard let index = index(of: pid) else { return .expected }
            let worker = workers.remove(at: index)
            switch worker.phase {
            case .draining, .stopping:
                return .expected
            case .starting where !hasServed:
                return .startFailed
            case .starting where isReloading && worker.generation == generation:
                isReloading = false
                return .reloadFailed
            case .starting, .serving:
                let delay = schedule.delay(afterLifeOf: now - worker.start)
                nextStart = now + delay
                return .lost(delay)
            }
        }

        /// What to do now, `nil` when there is nothing; to be asked again until then. What it returns counts as done.
        mutating func nextAction(at now: ContinuousClock.Instant) -> Action? {
            if let index = tooManyDraining {
                workers[index].phase = .stopping
                return .stop(workers[index].pid)
            }
            let active = workers.filter { $0.phase == .starting || $0.phase == .serving }
            if isReloading { return nextReloadAction(active, at: now) }
            guard active.count < size, isTimeToStart(at: now) else { return nil }
            // The first shows whether it can work at all.
            return hasServed || active.isEmpty ? .start : nil
        }

        /// When to ask again though nothing has happened; `nil` when that is not needed.
        func nextTime(after now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
            let overdue = isReloading ? workers.filter(isAwaited).map { $0.start + Self.readyLimit }.min() : nil
            return [nextStart.flatMap { $0 > now ? $0 : nil }, overdue].compactMap(\.self).min()
        }

        private mutating func nextReloadAction(_ active: [Worker], at now: ContinuousClock.Instant) -> Action? {
            let old = active.filter { $0.generation < generation }
            let new = active.filter { $0.generation == generation }
            if let awaited = new.first(where: { $0.phase == .starting }) {
                guard awaited.start + Self.readyLimit <= now else { return nil }
                isReloading = false
                set(awaited.pid, to: .stopping)
                return .giveUpReload(awaited.pid)
            }
            if let first = old.first, active.count > size || new.count == size {
                set(first.pid, to: .draining)
                return .drain(first.pid)
            }
            guard new.count == size else { return isTimeToStart(at: now) ? .start : nil }
            isReloading = false
            return .reportReloaded
        }

        private var tooManyDraining: Int? {
            let draining = workers.indices.filter { workers[$0].phase == .draining }
            return draining.count > Self.mostDraining ? draining.first : nil
        }

        private func isAwaited(_ worker: Worker) -> Bool {
            worker.phase == .starting && worker.generation == generation
        }

        private mutating func set(_ pid: pid_t, to phase: Phase) {
            if let index = index(of: pid) { workers[index].phase = phase }
        }

        private func isTimeToStart(at now: ContinuousClock.Instant) -> Bool { nextStart.map { $0 <= now } ?? true }

        private func index(of pid: pid_t) -> Int? { workers.firstIndex { $0.pid == pid } }
    }
}
