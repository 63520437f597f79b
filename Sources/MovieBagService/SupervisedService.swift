import FastCGI
import Logging
import MovieBag
import MovieBagConfiguration
import Processes
import ServiceLog
import Supervisor

/// Runs the service in several processes.
///
/// Tests: SupervisorTests.swift
package enum SupervisedService {
    /// Opens the socket, and keeps worker processes running on it until a signal.
    ///
    /// - Parameters:
    ///   - processes: how many.
    ///   - arguments: what each of them needs on its command line besides its socket.
    ///   - checkSettings: looks at the settings before a reload.
    /// - Returns: the exit status.
    /// - Throws: ``StartupError`` for what the configuration has wrong; anything else is an internal failure.
    package static func run(
        _ settings: Settings, listening: ListenSettings, processes: Int, arguments: [String], pidFile: String?,
        checkSettings: @escaping () -> ReloadCheck, log: Log
    ) throws -> Int32 {
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
                socket: listener.descriptor, environment: ProcessEnvironment.variables,
                secret: ProcessEnvironment.secret.map { .init(name: SettingName.secret.rawValue, value: $0) },
                variables: WorkerVariables.of(settings.database)),
            listener: listener, checkSettings: checkSettings, log: log)
        supervisor.takeOver = {
            try listening.takePath(listener)
            try pidFile?.publish()
        }
        log.logger.notice(
            "movie-bag \(ProgramVersion.text) serves in \(processes) \(processes == 1 ? "process" : "processes") on \(listener.address)"
        )
        StartupMemory.release()
        let status = supervisor.run()
        pidFile?.remove()
        log.logger.notice("stopped")
        return status
    }
}
