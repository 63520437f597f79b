import FastCGI
import Glibc
import Logging
import Processes
import ServiceLog

/// Owns the listening socket and keeps worker processes running on it.
///
/// It serves nothing itself, so nothing that a request does can harm it. SIGHUP has the processes replaced one by one,
/// SIGUSR1 drains, SIGTERM and SIGINT stop, SIGQUIT or a second of those ends at once. One thread
/// runs it, which sleeps in poll(2).
package struct Supervisor {
    private var launcher: WorkerLauncher
    /// The variables of the launcher that the processes serve with; those of the launcher while nothing is reloaded.
    private var provenVariables: [String: String]
    private let listener: Listener
    private let log: Log
    private let manager: ServiceManager
    private let signals: Int32
    /// Called once, when the first process serves: what must not happen before that, such as taking the path of another
    /// service. When it throws, everything stops.
    package var takeOver: () throws -> Void = {}
    /// Looks at the settings before a reload.
    private let checkSettings: () -> ReloadCheck
    private var machine: StateMachine
    private var links: [pid_t: Int32] = [:]
    private var isReady = false
    /// When the log was opened anew.
    private var reopened: ContinuousClock.Instant?
    private var ending: Ending?
    private var result: Int32 = 0

    /// How it ends.
    private enum Ending {
        /// When those who are connected have been answered.
        case drained
        /// Then at the latest.
        case stopped(by: ContinuousClock.Instant)
    }

    /// Longer than a process needs that stops by itself.
    private static let stopLimit = Duration.seconds(15)

    /// Catches signals from now on.
    ///
    /// - Throws: ``StartupError``.
    package init(
        processes: Int, launcher: WorkerLauncher, listener: Listener, checkSettings: @escaping () -> ReloadCheck,
        log: Log
    ) throws {
        self.launcher = launcher
        provenVariables = launcher.variables
        self.listener = listener
        self.checkSettings = checkSettings
        self.log = log
        manager = ServiceManager(launcher.environment)
        machine = StateMachine(size: processes)
        signals = try ProcessSignals.open([SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGUSR1, SIGCHLD])
    }

    /// Runs until the end.
    ///
    /// - Returns: the exit status: that of the first process if it never came to serve.
    package mutating func run() -> Int32 {
        while true {
            act()
            if ending != nil && machine.workers.isEmpty { return result }
            sleep()
            for signal in ProcessSignals.take(from: signals) { take(signal) }
            collect()
        }
    }

    private mutating func act() {
        if let ending {
            guard case .stopped(let deadline) = ending, deadline <= .now else { return }
            log.logger.error("processes that did not end are killed")
            // One that hangs in the kernel ends when that lets it.
            self.ending = .stopped(by: .now + Self.stopLimit)
            return sendToAll(SIGKILL)
        }
        while let action = machine.nextAction(at: .now) {
            switch action {
            case .start: start()
            case .drain(let pid): kill(pid, SIGUSR1)
            case .stop(let pid): kill(pid, SIGTERM)
            case .giveUpReload(let pid):
                log.logger.error(
                    "process \(pid) is not ready after \(StateMachine.readyLimit): it is ended, the others stay")
                kill(pid, SIGKILL)
                launcher.variables = provenVariables
                manager.tell(.ready)
            case .reportReloaded:
                provenVariables = launcher.variables
                log.logger.notice("reloaded: every process is a new one")
                manager.tell(.ready)
            }
        }
    }

    private mutating func start() {
        do {
            let (pid, link) = try launcher.launch(mayMakeDatabase: !isReady)
            machine.add(pid, at: .now)
            links[pid] = link
        } catch {
            log.logger.error("\(error)")
            machine.noteFailedStart(at: .now)
        }
    }

    /// Waits for a signal, for a worker process that gets ready or ends, or for the time of the next action.
    private mutating func sleep() {
        let time: ContinuousClock.Instant? =
            if case .stopped(let deadline) = ending { deadline } else { machine.nextTime(after: .now) }
        let milliseconds = time.map { max(0, ($0 - .now) / .milliseconds(1)) + 1 } ?? -1
        let awaited = machine.workers.filter { $0.phase == .starting }.compactMap { worker in
            links[worker.pid].map { (pid: worker.pid, link: $0) }
        }
        var events = ([signals] + awaited.map(\.link)).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        guard poll(&events, nfds_t(events.count), Int32(clamping: Int(milliseconds))) > 0 else { return }
        for (event, awaited) in zip(events.dropFirst(), awaited) where event.revents != 0 {
            var byte: UInt8 = 0
            if read(awaited.link, &byte, 1) == 1 {
                noteReady(awaited.pid)
            } else {
                forget(awaited.pid)
            }
        }
    }

    private mutating func noteReady(_ pid: pid_t) {
        machine.noteReady(pid)
        // It may have opened its log before that was renamed, and was not ready to be told.
        if let reopened, let worker = machine.workers.first(where: { $0.pid == pid }), worker.start < reopened {
            kill(pid, SIGHUP)
        }
        guard !isReady, ending == nil else { return }
        isReady = true
        do {
            try takeOver()
            manager.tell(.ready)
        } catch {
            log.logger.critical("\(error)")
            result = ExitStatus.configuration.rawValue
            leave(.stopped(by: .now + Self.stopLimit), telling: SIGTERM)
        }
    }

    private mutating func take(_ signal: Int32) {
        switch signal {
        case SIGHUP where ending == nil:
            reopenLogs()
            log.logger.notice("reloading")
            guard mayReload() else { return }
            manager.tell(.reloading)
            machine.reload()
        case SIGUSR1 where ending == nil:
            log.logger.notice("draining: stops accepting connections, serves the open ones and exits")
            leave(.drained, telling: SIGUSR1)
        case SIGTERM, SIGINT:
            if case .stopped = ending { return endNow() }
            log.logger.notice(
                "graceful shutdown: stops accepting connections, finishes the running requests and exits")
            leave(.stopped(by: .now + Self.stopLimit), telling: SIGTERM)
        case SIGQUIT: endNow()
        default: break
        }
    }

    /// New processes open the log by themselves; those that serve go on with it, above all when the reload is refused.
    private mutating func reopenLogs() {
        reopened = .now
        log.reopen()
        for worker in machine.workers where worker.phase != .starting { kill(worker.pid, SIGHUP) }
    }

    /// Whether the settings as they are now can be read; what is wrong is logged.
    ///
    /// Another version of the program may have other settings: it judges them by itself when its first process starts.
    private mutating func mayReload() -> Bool {
        let settings = checkSettings()
        guard !ProgramFile.isReplaced(at: launcher.program) else {
            launcher.variables = settings.variables
            return true
        }
        for problem in settings.problems { log.logger.error("\(problem)") }
        guard settings.problems.isEmpty else {
            log.logger.error("reload refused, every process stays as it is")
            return false
        }
        for sentence in settings.warnings { log.logger.warning("\(sentence)") }
        launcher.variables = settings.variables
        return true
    }

    private mutating func leave(_ ending: Ending, telling signal: Int32) {
        if self.ending == nil {
            manager.tell(.stopping)
            // A path that cannot be unlinked does no harm: the next start replaces a socket that does not answer.
            try? listener.removePathIfStillOurs()
            // The processes take those who wait in its queue.
            listener.close()
        }
        self.ending = ending
        sendToAll(signal)
    }

    private mutating func endNow() {
        result = ExitStatus.refused.rawValue
        leave(.stopped(by: .now + Self.stopLimit), telling: SIGKILL)
    }

    private func sendToAll(_ signal: Int32) {
        for worker in machine.workers { kill(worker.pid, signal) }
    }

    private mutating func collect() {
        var status: Int32 = 0
        while case let pid = waitpid(-1, &status, WNOHANG), pid > 0 {
            forget(pid)
            report(pid, machine.remove(pid, at: .now), Termination(status))
        }
    }

    private mutating func report(_ pid: pid_t, _ end: StateMachine.End, _ termination: Termination) {
        guard ending == nil else { return }
        switch end {
        case .expected: log.logger.info("process \(pid) \(termination)")
        case .startFailed:
            log.logger.critical("process \(pid) \(termination) before it served; nothing is started any more")
            result = termination.exitStatus
            leave(.stopped(by: .now + Self.stopLimit), telling: SIGTERM)
        case .reloadFailed:
            log.logger.error("process \(pid) \(termination) before it served: reload refused, the others stay")
            launcher.variables = provenVariables
            manager.tell(.ready)
        case .lost(let delay):
            let time = delay == .zero ? "now" : "in \(delay)"
            log.logger.error("process \(pid) \(termination); another one is started \(time)")
        }
    }

    private mutating func forget(_ pid: pid_t) {
        if let link = links.removeValue(forKey: pid) { close(link) }
    }
}
