import Threads

/// How far the writer thread has come with opening the database, for the initialiser that waits for it.
///
/// Tests: GroupCommitWriterTests.swift
final class WriterStartup: Sendable {
    private enum Stage {
        case waitingForLock
        case begun
        case abandoned
        case ended(Result<Void, any Error>)
    }

    private let stage = Monitor(Stage.waitingForLock)

    /// Says that the lock is held and the file will be changed; `false` when the initialiser no longer waits.
    func begin() -> Bool {
        stage.withLock { stage in
            if case .abandoned = stage { return false }
            stage = .begun
            return true
        }
    }

    /// Says how it went.
    func end(_ result: Result<Void, any Error>) {
        stage.withLock { $0 = .ended(result) }
        stage.notifyOne()
    }

    /// Waits for the end, for at most `limit` while it has not begun, or as long as the holder of the lock is busy.
    ///
    /// - Parameter isHolderBusy: asked from then on, a few times a second.
    /// - Throws: ``WriterError/timedOut``, and with what it has ended.
    func wait(limit: Duration, isHolderBusy: () -> Bool = { false }) throws {
        if let result = result(timeout: limit) { return try result.get() }
        while isWaitingForLock && isHolderBusy() {
            if let result = result(timeout: Self.lookEvery) { return try result.get() }
        }
        let isAbandoned = stage.withLock { stage in
            guard case .waitingForLock = stage else { return false }
            stage = .abandoned
            return true
        }
        if isAbandoned { throw WriterError.timedOut }
        // It has begun, and migrations take as long as they take.
        try result(timeout: nil)?.get()
    }

    private static let lookEvery = Duration.milliseconds(200)

    private var isWaitingForLock: Bool {
        stage.withLock { if case .waitingForLock = $0 { true } else { false } }
    }

    private func result(timeout: Duration?) -> Result<Void, any Error>? {
        stage.wait(timeout: timeout) { stage in
            if case .ended(let result) = stage { result } else { nil }
        }
    }
}
