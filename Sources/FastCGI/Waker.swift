import CFastCGI
import Glibc

/// Lets any thread wake the one that waits for it.
///
/// Tests: FastCGITests/StopTests.swift
struct Waker: ~Copyable, Sendable {
    private let event: Descriptor

    init() throws(SystemFailure) {
        event = try Descriptor("eventfd", eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK)))
    }

    /// Wakes the waiting thread, or the next that waits.
    func signal() {
        eventfd_write(event.number, 1)
    }

    /// Returns when signalled, after `milliseconds`, or for no reason.
    func wait(milliseconds: UInt64) {
        var readable = pollfd(fd: event.number, events: Int16(POLLIN), revents: 0)
        guard poll(&readable, 1, Int32(clamping: milliseconds)) == 1 else { return }
        var count = eventfd_t()
        eventfd_read(event.number, &count)
    }
}
