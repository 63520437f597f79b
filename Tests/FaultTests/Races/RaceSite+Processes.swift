import Glibc
import TestSite

/// Its processes.
extension RaceSite {
    private var supervisor: Service { site.service }

    /// The worker processes, once there are two.
    func workers() throws -> [pid_t] {
        try wait(for: "two worker processes") {
            let workers = try ChildProcesses.of(supervisor.pid)
            return workers.count == 2 ? workers : nil
        }
    }

    /// Kills some without a warning.
    func kill(_ victims: RaceKill.Victims, of workers: [pid_t]) {
        let killed: [pid_t] =
            switch victims {
            case .aWorker: [workers[0]]
            case .bothWorkers: workers
            case .supervisor: [supervisor.pid]
            // The supervisor first, as it would start others.
            case .everything: [supervisor.pid] + workers
            }
        for process in killed { Glibc.kill(process, SIGKILL) }
    }

    /// Kills what is left and starts it anew, as a supervisor waits the longer the more often its processes die.
    func restart() throws {
        let workers = try ChildProcesses.of(supervisor.pid)
        try supervisor.crash()
        for worker in workers { Glibc.kill(worker, SIGKILL) }
        try wait(for: "the end of all processes") { try !ListeningSockets.contain(supervisor.socket) }
        try supervisor.restart()
        try site.waitUntilItAnswers()
    }
}
