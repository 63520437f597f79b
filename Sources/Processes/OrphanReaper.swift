import FoundationEssentials
import Glibc
import KernelFiles

/// Collects the dead children of a process 1 that it did not start: in a container or a PID namespace every process that
/// loses its parent becomes a child of process 1, and stays in the table of processes until that has waited for it
/// (pid_namespaces(7)).
///
/// Those that it did start are waited for by others (the programs that send mail), whose status must not be taken away.
/// They are told by their process group and session: each leads a group of its own in our session (``Sendmail``). An
/// orphan that looks the same is collected once it has been dead for so long that no thread waits for it.
///
/// Tests: OrphanTests.swift
struct OrphanReaper {
    /// Longer than a program that sends mail may take in all.
    static let waitLimit = Duration.seconds(120)

    private let isNeeded: Bool
    private let session: pid_t
    /// When each dead child that may be ours was seen dead first.
    private var seen: [pid_t: ContinuousClock.Instant] = [:]

    init() {
        // Elsewhere the process 1 of the machine does it.
        isNeeded = getpid() == 1
        session = getsid(0)
    }

    /// How many milliseconds to wait at most before ``reap(at:)`` is called again; -1 for ever.
    var pause: Int32 { isNeeded ? 1000 : -1 }

    /// Collects those that are dead by now.
    mutating func reap(at now: ContinuousClock.Instant = .now) {
        guard isNeeded, Self.hasDeadChild else { return }
        let dead = Self.deadChildren()
        seen = seen.filter { entry in dead.contains { $0.id == entry.key } }
        for child in dead where !isOurs(child, at: now) {
            // When another thread was faster, there is nothing left to collect.
            _ = waitpid(child.id, nil, WNOHANG)
        }
    }

    private mutating func isOurs(_ child: ProcessStatus, at now: ContinuousClock.Instant) -> Bool {
        // A child that died before it led its group is in that of this process.
        guard child.session == session, child.group == child.id || child.group == getpgrp() else { return false }
        let first = seen[child.id] ?? now
        seen[child.id] = first
        return now - first < Self.waitLimit
    }

    /// Whether there is one, of whichever kind; it stays where it is (waitid(2), WNOWAIT).
    private static var hasDeadChild: Bool {
        var information = siginfo_t()
        return waitid(P_ALL, 0, &information, WEXITED | WNOHANG | WNOWAIT) == 0 && information.si_signo == SIGCHLD
    }

    private static func deadChildren() -> [ProcessStatus] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { pid_t($0) }.compactMap { id in
            // One that is gone meanwhile is none.
            guard let text = KernelFile.text("/proc/\(id)/stat") else { return nil }
            return ProcessStatus(parsing: text)
        }.filter { $0.isDead && $0.parent == getpid() }
    }
}
