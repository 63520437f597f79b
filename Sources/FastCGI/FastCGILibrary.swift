import CFastCGI
import Glibc

/// What libfcgi needs once in a process.
package enum FastCGILibrary {
    /// Prepares libfcgi and the process for many connections; any number of calls do it once.
    ///
    /// Call it early in `main`, before other threads run and before signal handling of your own: it sets an
    /// environment variable, leaves SIGPIPE ignored, and raises the soft limit of open files to the hard one. The
    /// handlers that `FCGX_Init` puts on SIGTERM and SIGUSR1 are taken back: they do not stop a threaded program.
    package static func initialize() {
        _ = once
    }

    /// Whether libfcgi reads only records that this package has looked at before: not where it was linked with `-Bsymbolic`,
    /// as Ubuntu does. Then a broken record can end the process, which only a peer on the socket can send.
    package static var readsCheckedRecords: Bool {
        initialize()
        return CheckedReading.isInForce
    }

    private static let once: Void = {
        // Milliseconds that libfcgi waits for a peer to hang up after us; the default of 2 s holds a thread.
        setenv("LIBFCGI_OS_CLOSE_POLL_TIMEOUT", "10", 1)
        let signals = [SIGTERM, SIGUSR1]
        var actions = signals.map { _ in sigaction() }
        for (index, signal) in signals.enumerated() { sigaction(signal, nil, &actions[index]) }
        // Its one failure is malloc's, at the start of the process.
        precondition(FCGX_Init() == 0, "FCGX_Init failed")
        for (index, signal) in signals.enumerated() { sigaction(signal, &actions[index], nil) }
        // A peer that is gone is an error of write(2), not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        raiseDescriptorLimit()
    }()

    /// Each connection needs two descriptors; the usual soft limit of 1,024 is there for programs that use select(2).
    private static func raiseDescriptorLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
