import Glibc

/// One `movie-bag serve` on a unix socket.
package final class Service {
    package let socket: String
    package let log: String
    private let command: [String]
    private let environment: [String: String]
    private var program: Program
    /// The socket of the service that listened at the path before the program was started.
    private var formerSocket: UInt64?

    /// Starts the service; several that shall start at the same moment are waited for afterwards.
    ///
    /// - Parameters:
    ///   - arguments: what else the command line says after `serve --listen ...`.
    ///   - launcher: a command that starts the service in its own place, such as strace.
    ///   - keeper: what makes the socket and starts the service.
    package init(
        socket: String, log: String, arguments: [String] = [], environment: [String: String],
        launcher: [String] = [], keeper: Keeper = .itself
    ) throws {
        self.socket = socket
        self.log = log
        self.environment = environment
        command = launcher + keeper.command(socket: socket, arguments: arguments, environment: environment)
        formerSocket = try ListeningSockets.contain(socket) ? Files.inode(socket) : nil
        program = try Program(command, environment: environment, output: log)
    }

    /// Waits until the program that was started last listens.
    package func waitUntilItListens() throws {
        try wait(for: "a service on \(socket)") {
            guard program.isRunning else { throw Failure("the service ended:\n\((try? Files.text(log)) ?? "")") }
            // A successor's socket is another file, while the other one is there.
            guard let inode = Files.inode(socket), inode != formerSocket else { return false }
            return try ListeningSockets.contain(socket)
        }
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
        try start()
        try waitUntilItListens()
    }

    /// Starts it, or a successor of the one that runs, and does not wait.
    package func start(_ arguments: [String] = []) throws {
        formerSocket = try ListeningSockets.contain(socket) ? Files.inode(socket) : nil
        program = try Program(command + arguments, environment: environment, output: log)
    }

    /// Starts it where it cannot run, after an end.
    ///
    /// - Returns: how the attempt ended; its last words are in the log.
    package func tryStart(launcher: [String] = []) throws -> Program.Ending {
        try Program(launcher + command, environment: environment, output: log).waitForEnd()
    }

    /// Sends it a signal, unless it has ended.
    package func send(_ signal: Int32) {
        program.send(signal)
    }

    /// Starts a successor that takes the socket over, then ends the process that has it.
    package func replace(endingWith signal: Int32 = SIGTERM) throws {
        let old = program
        try start(["--replace"])
        try waitUntilItListens()
        old.send(signal)
        let ending = try old.waitForEnd()
        guard ending == .status(0) else { throw Failure("the replaced service ended with \(ending)") }
    }
}

extension Service {
    /// The lines of its log, without the one that warns root, as whom these tests may run.
    package func complaints() throws -> [Substring] {
        try Files.text(log).split(separator: "\n").filter { !$0.contains("root runs this") }
    }
}
