import Glibc
import Threads

/// The signals that end a process, as calls on an ordinary thread.
enum StopSignals {
    /// What a signal asks for.
    enum Request {
        /// SIGTERM or SIGINT, or SIGHUP when the terminal is gone: finish what has begun, and end.
        case stop
        /// SIGUSR1, as the FastCGI of old had it: leave what is new to a successor, and end when nobody is left.
        case drain
        /// SIGQUIT, or a second SIGTERM or SIGINT: end now.
        case end
    }

    /// Calls `body` for each request. To be called once.
    static func watch(_ body: @escaping @Sendable (Request) -> Void) throws {
        // What nohup(1) starts shall outlive its terminal.
        let hangUp = ProcessSignals.isIgnored(SIGHUP) ? [] : [SIGHUP]
        let pipe = try ProcessSignals.open([SIGTERM, SIGINT, SIGUSR1, SIGQUIT] + hangUp)
        try SystemThread(name: "signals") {
            var isStopping = false
            while true {
                var readable = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
                _ = poll(&readable, 1, -1)
                for signal in ProcessSignals.take(from: pipe) {
                    let request = request(of: signal, isStopping: isStopping)
                    if request == .stop { isStopping = true }
                    body(request)
                }
            }
        }.detach()
    }

    /// What a signal asks of a process that may have been asked to stop before.
    static func request(of signal: Int32, isStopping: Bool) -> Request {
        switch signal {
        case SIGUSR1: .drain
        case SIGQUIT: .end
        // It comes twice, from the shell and from the kernel.
        case SIGHUP: .stop
        default: isStopping ? .end : .stop
        }
    }
}
