import Threads

/// The threads of a service that serve no request, to be stopped and joined on whichever way it ends.
///
/// It belongs to one thread.
///
/// Tests: BackgroundThreadsTests.swift
struct BackgroundThreads: ~Copyable {
    private var running: [(stop: () -> Void, thread: SystemThread)] = []

    /// Starts one.
    ///
    /// - Parameters:
    ///   - start: starts its thread.
    ///   - stop: lets the thread end.
    /// - Throws: what `start` throws; then it does not run.
    mutating func start(_ start: () throws -> SystemThread, stop: @escaping () -> Void) rethrows {
        running.append((stop, try start()))
    }

    /// Lets all of them end, and waits until they have.
    mutating func end() {
        stopAndJoin()
        running = []
    }

    deinit { stopAndJoin() }

    private func stopAndJoin() {
        for (stop, _) in running { stop() }
        for (_, thread) in running { thread.join() }
    }
}
