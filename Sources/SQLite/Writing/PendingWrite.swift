import Threads

/// A write as the writer thread sees it, whatever it returns.
protocol QueuedWrite: AnyObject, Sendable {
    /// Runs the closure and keeps its result, or throws its error and keeps that.
    func run(on connection: Connection) throws
    /// Gives the kept result to the waiting caller, or instead of it the reason why the whole batch failed.
    func settle(_ failure: WriterError?)
}

/// One caller's closure, from the moment it is queued until its caller wakes up.
///
/// Each has a monitor of its own: one that the batch shares would wake all its callers onto one mutex.
///
/// Tests: BatchTests.swift
final class PendingWrite<Output: Sendable>: QueuedWrite {
    private enum State {
        case waiting
        case ran(Result<Output, any Error>)
        case settled(Result<Output, any Error>)
    }

    private let body: @Sendable (Connection) throws -> Output
    private let state = Monitor(State.waiting)

    init(_ body: @escaping @Sendable (Connection) throws -> Output) { self.body = body }

    func run(on connection: Connection) throws {
        let result = Result { try body(connection) }
        state.withLock { $0 = .ran(result) }
        _ = try result.get()
    }

    func settle(_ failure: WriterError?) {
        state.withLock { state in
            if let failure {
                state = .settled(.failure(failure))
            } else if case .ran(let result) = state {
                state = .settled(result)
            }
        }
        state.notifyOne()
    }

    /// Waits until the write is settled; `nil` when `timeout` passes first.
    func result(timeout: Duration) -> Result<Output, any Error>? {
        state.wait(timeout: timeout, until: Self.result)
    }

    /// Waits until the write is settled, however long that takes.
    func result() -> Result<Output, any Error> {
        // Only a time-out ends a wait without a value.
        state.wait(until: Self.result)!
    }

    private static func result(_ state: inout State) -> Result<Output, any Error>? {
        if case .settled(let result) = state { result } else { nil }
    }
}
