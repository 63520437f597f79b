import ArgumentParser

/// What a supervisor tells a worker process on its command line.
struct Supervision {
    /// What becomes of the listening socket when all worker processes are told to stop.
    enum Socket: String, ExpressibleByArgument {
        /// The supervisor made it: the last ones in its queue are theirs.
        case owned
        /// Whoever started the supervisor keeps it, queue included.
        case lent
    }

    let socket: Socket
}
