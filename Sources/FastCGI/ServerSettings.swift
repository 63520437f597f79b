/// The limits of a ``Server``: everything that waits or grows has one.
///
/// Tests: TimeLimitTests.swift, QueueLimitTests.swift
package struct ServerSettings: Sendable, Equatable {
    /// Threads that stay able to serve, whatever others are blocked on; at least 1 is taken.
    package var threads: Int
    /// The most threads at any time, blocked ones included; at least ``threads`` is taken.
    package var maximumThreads: Int
    /// How long a request may take to arrive, and a response to be taken.
    package var ioLimit: Duration
    /// How long a kept connection may be idle.
    package var idleLimit: Duration
    /// The most requests that are queued for a thread that may block for them, and as many again for the memory of a large
    /// response; further ones are answered at once, without either.
    package var waitingRequests: Int
    /// The most bytes that the bodies of each of these may have together.
    package var waitingBodyBytes: Int
    /// How long a request is queued for such a thread, for one of the lane, or for memory: to its deadline.
    package var waitLimit: Duration
    /// The most memory that large responses may have together, from before each is made until it has been sent.
    package var responseBytes: Int
    /// The largest request body that is kept.
    package var maximumBodyBytes: Int
    /// How long after a stop kept connections are still answered on.
    package var drainLimit: Duration
    /// How long after a stop running requests are waited for.
    package var stopLimit: Duration
    /// How long a thread that is not needed any more is kept for the next slow request.
    package var spareLimit: Duration
    /// The limits of the lane, for servers that have one.
    package var lane: LaneSettings

    package init(
        threads: Int = 4, maximumThreads: Int = 64,
        ioLimit: Duration = .seconds(5), idleLimit: Duration = .seconds(60),
        waitingRequests: Int = 1024, waitingBodyBytes: Int = 16 << 20, waitLimit: Duration = .seconds(5),
        responseBytes: Int = .max, maximumBodyBytes: Int = 1 << 20,
        drainLimit: Duration = .seconds(1), stopLimit: Duration = .seconds(10), spareLimit: Duration = .seconds(10),
        lane: LaneSettings = LaneSettings()
    ) {
        self.threads = threads
        self.maximumThreads = maximumThreads
        self.ioLimit = ioLimit
        self.idleLimit = idleLimit
        self.waitingRequests = waitingRequests
        self.waitingBodyBytes = waitingBodyBytes
        self.waitLimit = waitLimit
        self.responseBytes = responseBytes
        self.maximumBodyBytes = maximumBodyBytes
        self.drainLimit = drainLimit
        self.stopLimit = stopLimit
        self.spareLimit = spareLimit
        self.lane = lane
    }
}
