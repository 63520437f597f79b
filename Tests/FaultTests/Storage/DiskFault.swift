import Glibc
import TestSite

/// System calls on the files of a database that fail from now on: strace puts an error in their place, and lets go of
/// the service, which never stopped, with this object.
final class DiskFault {
    private let strace: Program

    /// Makes calls fail, and returns once every thread of the service is under it.
    ///
    /// - Parameter error: the name of an errno.
    init(_ call: String, _ error: String, in site: Site) throws {
        let files = ["", "-wal"].flatMap { ["-P", site.database + $0] }
        strace = try Self.attach(
            to: site.service.pid, files + ["-e", "trace=\(call)", "-e", "inject=\(call):error=\(error)"])
        try wait(for: "strace on all threads") {
            guard strace.isRunning else { throw Failure("strace has ended") }
            return try Self.isTraced(site.service.pid)
        }
    }

    deinit {
        end()
    }

    /// Lets the calls succeed again.
    func end() {
        strace.send(SIGTERM)
        _ = try? strace.waitForEnd(limit: .seconds(5))  // After that it is killed with its object.
    }

    /// Whether this user may look at a process that is there already.
    static let isPermitted: Bool = {
        guard let idle = try? Program(["sleep", "20"], output: "/dev/null"),
            let strace = try? attach(to: idle.pid, [])
        else { return false }
        try? wait(for: "strace") { try !strace.isRunning || isTraced(idle.pid) }
        return strace.isRunning
    }()

    private static func attach(to pid: pid_t, _ arguments: [String]) throws -> Program {
        try Program(["strace", "-f", "-q", "-o", "/dev/null"] + arguments + ["-p", "\(pid)"], output: "/dev/null")
    }

    private static func isTraced(_ pid: pid_t) throws -> Bool {
        try Files.names(in: "/proc/\(pid)/task").allSatisfy { thread in
            // A thread that has just ended is not waited for.
            let status = (try? Files.text("/proc/\(pid)/task/\(thread)/status")) ?? ""
            return !status.contains("TracerPid:\t0\n")
        }
    }
}
