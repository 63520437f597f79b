import Glibc
import Synchronization

/// Signals, as bytes in a pipe that an ordinary thread reads.
///
/// A handler may do next to nothing (signal-safety(7)), so ours writes the signal's number. Signals are not blocked, as a
/// mask would be inherited by the programs that we start.
///
/// SIGQUIT and a second SIGTERM or SIGINT end the process, whatever hangs: when those who read the pipe have not done it
/// within a second, SIGALRM does, with nothing but `_exit(2)`.
///
/// Tests: StopSignalsTests.swift
package enum ProcessSignals {
    // Written once, before the handlers that read it are installed.
    nonisolated(unsafe) private static var pipeEnd: Int32 = -1
    /// How many times SIGTERM and SIGINT came.
    private static let stops = Atomic(0)

    /// Catches `signals` from now on. To be called once.
    ///
    /// - Returns: the end of the pipe to read their numbers from; it does not block.
    package static func open(_ signals: [Int32]) throws -> Int32 {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw StartupError("cannot make a pipe: \(String(cString: strerror(errno)))")
        }
        // No other thread exists yet that could start a program in between; pipe2(2) is hidden from Swift.
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            // A handler must not block either: when the pipe is full there is enough to read.
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        pipeEnd = ends[1]
        // Makes it here, and not in a handler, whatever it takes to make it.
        stops.store(0, ordering: .relaxed)
        // Before the others: it is theirs to ask for it.
        install(SIGALRM) { _ in _exit(ExitStatus.refused.rawValue) }
        for signal in signals { install(signal, take) }
        return ends[0]
    }

    /// The numbers of those that came since the last time.
    package static func take(from pipe: Int32) -> [Int32] {
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = read(pipe, &bytes, bytes.count)
        return bytes.prefix(max(0, count)).map(Int32.init)
    }

    /// Whether this process was started with a signal ignored.
    static func isIgnored(_ signal: Int32) -> Bool {
        var action = sigaction()
        sigaction(signal, nil, &action)
        // SIG_IGN, a macro that Swift does not see, is the function at address 1.
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
    }

    private static let take: @convention(c) (Int32) -> Void = { signal in
        let saved = errno
        if ProcessSignals.endsAtOnce(signal) { alarm(1) }
        var number = UInt8(truncatingIfNeeded: signal)
        _ = write(ProcessSignals.pipeEnd, &number, 1)
        errno = saved
    }

    private static func endsAtOnce(_ signal: Int32) -> Bool {
        switch signal {
        case SIGQUIT: true
        case SIGTERM, SIGINT: stops.add(1, ordering: .relaxed).oldValue > 0
        default: false
        }
    }

    private static func install(_ signal: Int32, _ handler: @convention(c) (Int32) -> Void) {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = handler
        action.sa_flags = SA_RESTART
        sigaction(signal, &action, nil)
    }
}
