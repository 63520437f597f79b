import Glibc

/// The processes that a process has started and that are not collected yet (proc(5)).
package enum ChildProcesses {
    /// Their numbers; none when there is no such process.
    package static func of(_ pid: pid_t) throws -> [pid_t] {
        guard let threads = try? Files.names(in: "/proc/\(pid)/task") else { return [] }
        return threads.flatMap { thread in
            // A thread may end between the two looks.
            ((try? Files.text("/proc/\(pid)/task/\(thread)/children")) ?? "").split(separator: " ").compactMap {
                pid_t($0)
            }
        }
    }
}
