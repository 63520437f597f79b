extension EventQueue {
    /// What a worker is woken for.
    enum Event {
        /// The server is finished.
        case end
        /// The turn of a queued request may have come.
        case wakeOne
        /// A new connection waits to be accepted.
        case arrival
        /// A request, or the peer's hang-up, arrived on a connection, which is the worker's now.
        case readable(Connection)
        /// Both directions of a connection are closed; it is the worker's to free.
        case hungUp(Connection)
    }
}
