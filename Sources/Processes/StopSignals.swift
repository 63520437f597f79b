import Glibc
import Threads

/// The signals that end a process, as calls on an ordinary thread.
package enum StopSignals {
    /// What a signal asks for.
    package enum Request {
        /// SIGTERM or SIGINT, or SIGHUP when the terminal is gone: finish what has begun, and end.
        case stop
        /// SIGUSR1, as the original FastCGI library has it: stop accepting connections, drain the open ones and exit.
        case drain
        /// SIGQUIT, or a second SIGTERM or SIGINT: end now.
        case end
        /// SIGHUP where the log has a file of its own: open that again, it may have been renamed.
        case reopenLog
    }

    /// Calls `body` for each request, and collects orphans where this is process 1. To be called once.
    ///
    /// - Parameter hangUp: what SIGHUP asks for.
    package static func watch(hangUp: Request = .stop, _ body: @escaping @Sendable (Request) -> Void) throws {
        // What nohup(1) starts shall outlive its terminal.
        let isHeard = hangUp != .stop || !ProcessSignals.isIgnored(SIGHUP)
        let pipe = try ProcessSignals.open([SIGTERM, SIGINT, SIGUSR1, SIGQUIT] + (isHeard ? [SIGHUP] : []))
        try SystemThread(name: "signals") {
            var isStopping = false
            var orphans = OrphanReaper()
            while true {
                var readable = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
                _ = poll(&readable, 1, orphans.pause)
                orphans.reap()
                for signal in ProcessSignals.take(from: pipe) {
                    let request = request(of: signal, isStopping: isStopping, hangUp: hangUp)
                    if request == .stop { isStopping = true }
                    body(request)
                }
            }
        }.detach()
    }

    /// What a signal asks of a process that may have been asked to stop before.
    static func request(of signal: Int32, isStopping: Bool, hangUp: Request = .stop) -> Request {
        switch signal {
        case SIGUSR1: .drain
        case SIGQUIT: .end
        // It comes twice from a terminal, by the shell and by the kernel.
        case SIGHUP: hangUp
        default: isStopping ? .end : .stop
        }
    }
}
