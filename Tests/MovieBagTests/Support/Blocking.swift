import Threads

/// Runs something that waits for tasks on a thread of its own: on a thread of the shared pool, which has one for each
/// core, the tasks could wait for it in turn.
func blocking<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        do {
            try SystemThread(name: "blocking") {
                continuation.resume(with: .init(catching: body))
            }.detach()
        } catch {
            continuation.resume(throwing: error)
        }
    }
}
