import Synchronization

/// The memory that the response of one thread has of what all share. For its own thread.
///
/// A handler that is about to make a large response asks for it; the thread gives it back once the response has been sent.
///
/// Tests: ResponseMemoryTests.swift
package final class ResponseRoom: Sendable {
    private let memory: ResponseMemory
    // Atomic only because handlers that keep it may be Sendable: no other thread looks at it.
    private let held = Atomic(0)

    init(of memory: ResponseMemory) {
        self.memory = memory
    }

    /// Sees to it that the response has so many bytes in all; false when they are not free. Then the request is to be
    /// postponed with ``Postponement/memory(_:)``, which comes back with them.
    package func reserve(_ bytes: Int) -> Bool {
        let held = held.load(ordering: .relaxed)
        let share = memory.share(bytes)
        guard share > held else { return true }
        guard memory.take(share - held) else { return false }
        self.held.store(share, ordering: .relaxed)
        return true
    }

    /// Begins with what a request was given while it was queued.
    func begin(with share: Int) {
        guard share > 0 else { return }
        held.store(share, ordering: .relaxed)
    }

    /// Gives back all that is held; false when there was none.
    func giveBack() -> Bool {
        let share = held.load(ordering: .relaxed)
        guard share > 0 else { return false }
        held.store(0, ordering: .relaxed)
        memory.giveBack(share)
        return true
    }
}
