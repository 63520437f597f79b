import Glibc
import Threads

/// SIGTERM and SIGINT, as calls on an ordinary thread.
///
/// A handler may do next to nothing (signal-safety(7)), so ours writes a byte to a pipe that a thread reads. Signals
/// are not blocked, as a mask would be inherited by the mail programs that we start.
enum StopSignals {
    // Written once, before the handlers that read it are installed.
    nonisolated(unsafe) private static var pipeEnd: Int32 = -1

    /// Calls `body` at each signal, telling whether it is the first one. To be called once.
    static func watch(_ body: @escaping @Sendable (_ isFirst: Bool) -> Void) throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw SetUpError("cannot make a pipe: \(String(cString: strerror(errno)))")
        }
        // No other thread exists yet that could start a program in between; pipe2(2) is hidden from Swift.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let readEnd = ends[0]
        pipeEnd = ends[1]
        try SystemThread(name: "signals") {
            var isFirst = true
            var byte: UInt8 = 0
            while read(readEnd, &byte, 1) == 1 || errno == EINTR {
                body(isFirst)
                isFirst = false
            }
        }.detach()
        for signal in [SIGTERM, SIGINT] { install(signal) }
    }

    private static func install(_ signal: Int32) {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in
            var byte: UInt8 = 0
            let saved = errno
            _ = write(StopSignals.pipeEnd, &byte, 1)
            errno = saved
        }
        action.sa_flags = SA_RESTART
        sigaction(signal, &action, nil)
    }
}
