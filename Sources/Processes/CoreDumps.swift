import CLinux
import Glibc

/// Images of this process's memory, which holds keys, passwords and tokens.
///
/// Tests: CoreDumpTests.swift
package enum CoreDumps {
    /// Has the kernel write none, neither to a file nor to a program that collects them, when this process crashes.
    ///
    /// Two ways, as systems may forbid one of them: no core file may have any size (`RLIMIT_CORE`, getrlimit(2)), which
    /// programs that this one starts inherit, and the process counts as not dumpable (`PR_SET_DUMPABLE`, prctl(2)), which
    /// starting a program ends. The latter also keeps other processes of the same user out of its memory; for a user who is
    /// not root most of `/proc/PID` belongs to root from then on, but a process may always look at itself.
    ///
    /// To be called before anything secret is read.
    ///
    /// - Returns: whether one of the two is in force.
    package static func forbid() -> Bool {
        var (none, limit) = (rlimit(), rlimit())
        let core = __rlimit_resource_t(RLIMIT_CORE.rawValue)
        // Where it is so already a filter of system calls may refuse to set it.
        let isLimited =
            getrlimit(core, &limit) == 0 && limit.rlim_cur == 0 && limit.rlim_max == 0 || setrlimit(core, &none) == 0
        let isUndumpable = clinux_set_dumpable(0) == 0
        return isLimited || isUndumpable
    }
}
