import ArgumentParser
import FastCGI
import Logging

/// Runs the service in several processes.
enum SupervisedService {
    /// Opens the socket, and keeps worker processes running on it until a signal.
    ///
    /// - Parameters:
    ///   - processes: how many.
    ///   - arguments: what each of them needs on its command line besides its socket.
    ///   - readSettings: looks at the settings before a reload.
    /// - Returns: the exit status.
    /// - Throws: ``SetUpError`` for what the configuration has wrong; anything else is an internal failure.
    static func run(
        _ settings: Settings, listening: ListenSettings, processes: Int, arguments: [String], pidFile: String?,
        readSettings: @escaping () -> ReloadedSettings, log: Log
    ) throws -> ExitCode {
        // The path of the program is to be read while it is still that of the file.
        let program = ProgramFile.path
        settings.warn(log)
        let listener = try listening.listen(isLent: true)
        let pidFile = try pidFile.map { try PidFile($0, replacesLive: listening.access.replacesLive) }
        let socket: Supervision.Socket = listener.isLent ? .lent : .owned
        var supervisor = try Supervisor(
            processes: processes,
            launcher: WorkerLauncher(
                program: program,
                arguments: [
                    "serve", "--listen", "fd:0", "--supervised", socket.rawValue, "--of-processes", "\(processes)",
                ] + arguments,
                socket: listener.descriptor),
            listener: listener, readSettings: readSettings, log: log)
        supervisor.takeOver = {
            try listening.takePath(listener)
            try pidFile?.publish()
        }
        log.logger.notice(
            "movie-bag \(Version.text) serves in \(processes) \(processes == 1 ? "process" : "processes") on \(listener.address)"
        )
        StartCode.release()
        let status = supervisor.run()
        pidFile?.remove()
        log.logger.notice("stopped")
        return status
    }
}
