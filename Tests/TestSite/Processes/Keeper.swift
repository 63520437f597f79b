/// What keeps a service running and makes its socket.
package enum Keeper: String, CaseIterable, Sendable, CustomStringConvertible {
    /// The service makes its socket; whoever started it looks after it.
    case itself = "the service itself"
    /// systemd listens and starts the service, with the socket as descriptor 0, at the first connection.
    case systemd = "systemd, socket activation"
    case spawnFCGI = "spawn-fcgi"
    /// `serve --processes 2`.
    case supervisor = "its own supervisor"

    package var description: String { rawValue }

    /// The command line that makes the socket and starts the service.
    func command(socket: String, arguments: [String], environment: [String: String]) -> [String] {
        let service = [Repository.program, "serve"]
        switch self {
        case .itself: return service + ["--listen", "unix:\(socket)"] + arguments
        case .supervisor: return service + ["--listen", "unix:\(socket)", "--processes", "2"] + arguments
        case .spawnFCGI: return ["spawn-fcgi", "-n", "-s", socket, "-M", "0660", "--"] + service + arguments
        case .systemd:
            // What systemd gives with StandardInput=socket. It keeps the environment from its programs.
            let variables = environment.keys.sorted().map { "--setenv=\($0)" }
            return ["systemd-socket-activate", "--inetd", "--listen=\(socket)"] + variables + service + arguments
        }
    }
}
