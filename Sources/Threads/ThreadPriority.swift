import Glibc

/// The priority of the calling thread.
package enum ThreadPriority {
    /// Raises the nice value of the calling thread to `niceness`, unless it is that high already: setpriority(2), which on
    /// Linux speaks of threads, zero of the calling one. Where the system refuses, the thread goes on as it was.
    package static func lower(to niceness: Int32) {
        guard current < niceness else { return }
        _ = setpriority(Int32(PRIO_PROCESS.rawValue), 0, niceness)
    }

    /// The nice value of the calling thread (getpriority(2)).
    package static var current: Int32 {
        getpriority(Int32(PRIO_PROCESS.rawValue), 0)
    }
}
