/// What a supervisor tells a worker process on its command line.
///
/// Tests: SupervisorTests.swift
package struct Supervision {
    /// What becomes of the listening socket when all worker processes are told to stop.
    package enum Socket: String, Sendable {
        /// The supervisor made it: the last ones in its queue are theirs.
        case owned
        /// The process that started the supervisor keeps it, queue included.
        case lent
    }

    package let socket: Socket
    /// Whether other processes of the supervisor serve already, or have.
    package let joinsOthers: Bool

    package init(socket: Socket, joinsOthers: Bool) {
        self.socket = socket
        self.joinsOthers = joinsOthers
    }
}
