import Glibc

/// One `movie-bag serve` on a unix socket.
package final class Service {
    package let socket: String
    package let log: String
    private let command: [String]
    private let environment: [String: String]
    private var program: Program

    /// Starts the service and waits until it listens.
    ///
    /// - Parameters:
    ///   - arguments: what else the command line says after `serve --listen ...`.
    ///   - launcher: a command that starts the service in its own place, such as strace.
    package init(
        socket: String, log: String, arguments: [String] = [], environment: [String: String],
        launcher: [String] = []
    ) throws {
        self.socket = socket
        self.log = log
        self.environment = environment
        command = launcher + [Repository.program, "serve", "--listen", "unix:\(socket)"] + arguments
        program = try Self.start(command, socket: socket, log: log, environment)
    }

    package var pid: pid_t { program.pid }
    package var isRunning: Bool { program.isRunning }

    /// Asks it to end, as systemd would, and waits until it has.
    @discardableResult
    package func stop(by signal: Int32 = SIGTERM) throws -> Program.Ending {
        program.send(signal)
        return try program.waitForEnd()
    }

    /// Ends it without a warning.
    package func crash() throws {
        program.send(SIGKILL)
        try program.waitForEnd()
    }

    /// Ends it at once, unless it has ended.
    package func end() {
        program.end()
    }

    /// Starts it again after an end.
    package func restart() throws {
        program = try Self.start(command, socket: socket, log: log, environment)
    }

    /// Starts a successor that takes the socket over, then ends the process that has it.
    package func replace() throws {
        let old = program
        program = try Self.start(command + ["--replace"], socket: socket, log: log, environment)
        old.send(SIGTERM)
        let ending = try old.waitForEnd()
        guard ending == .status(0) else { throw Failure("the replaced service ended with \(ending)") }
    }

    private static func start(
        _ command: [String], socket: String, log: String, _ environment: [String: String]
    ) throws -> Program {
        let before = Files.inode(socket)
        let program = try Program(command, environment: environment, output: log)
        try wait(for: "a service on \(socket)") {
            guard program.isRunning else { throw Failure("the service ended:\n\((try? Files.text(log)) ?? "")") }
            // A successor's socket is another file, renamed into place once it listens.
            return Files.inode(socket) != before && Files.inode(socket) != nil
        }
        return program
    }
}
