/// Announces that a thread is about to block on something slow, so that another may take its place meanwhile.
///
/// Tests: MovieBagTests/Accounts/PasswordTests.swift, OverloadTests.swift
package protocol BlockingRegion: Sendable {
    /// Called before blocking.
    ///
    /// - Throws: ``ThreadsExhausted`` at once when too many block already; then nothing was begun.
    func begin() throws(ThreadsExhausted)
    /// Called after blocking, once for each ``begin()`` that returned.
    func end()
    /// How long the work may wait before it begins, when that is less than usual.
    var timeRemaining: Duration? { get }

    /// Called before anything is looked up for a password hash.
    ///
    /// - Throws: ``HashLaneRequired`` on a thread that computes none; then nothing was begun.
    func requireHashLane() throws(HashLaneRequired)
    /// Called before a password hash, which keeps a processor busy for all of its time.
    ///
    /// - Throws: as ``requireHashLane()``, and ``ThreadsExhausted`` as ``begin()``.
    func beginHash() throws
    /// Called after it, once for each ``beginHash()`` that returned.
    func endHash()
}

extension BlockingRegion {
    package var timeRemaining: Duration? { nil }

    // Where no threads are told apart, a hash is like anything else that is slow.
    package func requireHashLane() {}
    package func beginHash() throws { try begin() }
    package func endHash() { end() }

    /// Runs `body`, which blocks.
    package func run<Result>(_ body: () throws -> Result) throws -> Result {
        try begin()
        defer { end() }
        return try body()
    }
}

extension BlockingRegion {
    /// Runs `body`, which computes a password hash.
    package func hash<Result>(_ body: () throws -> Result) throws -> Result {
        try beginHash()
        defer { endHash() }
        return try body()
    }
}

/// No request waits behind this thread: the background tasks use it.
package struct UnannouncedBlockingRegion: BlockingRegion {
    package init() {}
    package func begin() {}
    package func end() {}
}

/// As many threads block as may: nothing was begun, and the same request can be tried again as soon as one is free.
package struct ThreadsExhausted: Error, Equatable {
    package init() {}
}

/// This thread computes no password hashes, as they would keep others from being served: nothing was begun, and the same
/// request belongs to the threads that do.
package struct HashLaneRequired: Error, Equatable {
    package init() {}
}

/// Too much is being done at once; the same request may succeed in a moment. Nothing was changed.
package struct Overloaded: Error, Equatable {
    /// What there is too much of; for the log only.
    package let reason: String

    package init(_ reason: String) {
        self.reason = reason
    }
}

/// The storage cannot be read or written at the moment; nothing was changed. The reason is for the log.
package struct StorageUnavailable: Error, CustomStringConvertible {
    package let description: String

    package init(_ reason: String) {
        description = reason
    }
}
