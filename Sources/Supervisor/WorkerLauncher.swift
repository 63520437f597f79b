import Cryptography
import Glibc
import Processes

/// Starts worker processes: this program again, or the version of it that has taken its place, with the listening socket
/// as descriptor 0 and a ``SupervisorLink`` as descriptor 3.
///
/// Tests: SupervisorTests.swift, ReloadTests.swift
package struct WorkerLauncher {
    /// The path of the program.
    let program: String
    /// The command line after it.
    let arguments: [String]
    /// The listening socket.
    let socket: Int32
    /// The environment variables of this process.
    let environment: [String: String]
    /// A variable that is kept out of them, as its value is a secret; `nil` when there is none.
    let secret: SecretVariable?
    /// Variables in place of those of the environment.
    var variables: [String: String]

    /// - Parameters:
    ///   - program: the path of the program.
    ///   - arguments: the command line after it.
    ///   - socket: the listening socket, which stays the caller's.
    ///   - environment: the environment variables of this process.
    ///   - secret: a variable that is kept out of them.
    ///   - variables: those that have another value, until a reload gives them another one.
    package init(
        program: String, arguments: [String], socket: Int32, environment: [String: String], secret: SecretVariable?,
        variables: [String: String]
    ) {
        self.program = program
        self.arguments = arguments
        self.socket = socket
        self.environment = environment
        self.secret = secret
        self.variables = variables
    }

    /// A variable whose value is never a text.
    package struct SecretVariable: Sendable {
        let name: String
        let value: SecretBytes

        package init(name: String, value: SecretBytes) {
            (self.name, self.value) = (name, value)
        }
    }

    /// Starts one (`posix_spawn(3)`), in a process group of its own: a Ctrl-C is the supervisor's to hand on.
    ///
    /// - Parameter mayMakeDatabase: whether it makes a database where there is none, as only the first one does.
    /// - Returns: its number, and our end of its link, which does not block.
    /// - Throws: ``StartupError``.
    func launch(mayMakeDatabase: Bool) throws(StartupError) -> (pid: pid_t, link: Int32) {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw Self.failure("socketpair", errno) }
        defer { close(ends[1]) }
        var pid: pid_t = 0
        let code = withFileActions(link: ends[1]) { actions in
            withAttributes { attributes in
                CStrings.with(commandLine(mayMakeDatabase)) { arguments in
                    CStrings.with(lines, and: secret) { variables in
                        posix_spawn(&pid, program, actions, attributes, arguments, variables)
                    }
                }
            }
        }
        guard code == 0 else {
            close(ends[0])
            throw Self.failure(program, code)
        }
        return (pid, ends[0])
    }

    private func commandLine(_ mayMakeDatabase: Bool) -> [String] {
        [program] + arguments + (mayMakeDatabase ? [] : ["--existing-database"])
    }

    /// Every other descriptor of ours is closed at the start, as all are made so. The link first: the number that it gets
    /// cannot be that of the socket, which is open.
    private func withFileActions<Result>(
        link: Int32, _ body: (UnsafePointer<posix_spawn_file_actions_t>) -> Result
    ) -> Result {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // A descriptor that is given its own number is kept open by that (posix_spawn_file_actions_adddup2(3)).
        posix_spawn_file_actions_adddup2(&actions, socket, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, link, SupervisorLink.descriptor)
        return body(&actions)
    }

    /// Signals as a program expects them: what we catch or block is ours.
    private func withAttributes<Result>(_ body: (UnsafePointer<posix_spawnattr_t>) -> Result) -> Result {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
        return body(&attributes)
    }

    private var lines: [String] {
        environment.merging(variables) { $1 }.filter { !ServiceManager.ownVariables.contains($0.key) }
            .map { "\($0)=\($1)" }
    }

    private static func failure(_ subject: String, _ code: Int32) -> StartupError {
        StartupError("cannot start a worker process: \(subject): \(String(cString: strerror(code)))")
    }
}
