import Glibc

/// One operating-system thread that runs a blocking library, where a task would starve the shared pool.
///
/// The thread is joined exactly once, with ``join()``; a value that is dropped leaves its thread running.
///
/// Tests: MonitorTests.swift
package struct SystemThread: Sendable {
    private let handle: pthread_t

    /// Starts a thread.
    ///
    /// - Parameters:
    ///   - name: shown by `ps -L` and debuggers; Linux keeps the first 15 bytes.
    ///   - stackBytes: size of its stack, at least 64 KiB; pages are only committed when touched.
    ///   - body: runs on the new thread. It must not be isolated to an actor: make it in a nonisolated function.
    /// - Throws: ``ThreadError`` with the number that `pthread_create(3)` returned, `EAGAIN` when a limit is reached.
    package init(
        name: String, stackBytes: Int = 512 << 10, _ body: @escaping @Sendable () -> Void
    ) throws(ThreadError) {
        var attributes = pthread_attr_t()
        try ThreadError.check(pthread_attr_init(&attributes))
        defer { pthread_attr_destroy(&attributes) }
        try ThreadError.check(pthread_attr_setstacksize(&attributes, stackBytes))

        let box = Unmanaged.passRetained(
            Body {
                Self.setName(name)
                body()
            })
        var handle = pthread_t()
        let code = pthread_create(
            &handle, &attributes,
            { argument in
                // The one retain made above is taken over here, so the closure dies with its thread.
                Unmanaged<Body>.fromOpaque(argument!).takeRetainedValue().run()
                return nil
            }, box.toOpaque())
        if code != 0 {
            box.release()
            throw ThreadError(code: code)
        }
        self.handle = handle
    }

    /// Waits until the thread has returned from its body (`pthread_join(3)`). Call it once, from another thread.
    package func join() {
        pthread_join(handle, nil)
    }

    /// Lets the thread end by itself, unjoined (`pthread_detach(3)`). Call it instead of ``join()``.
    package func detach() {
        pthread_detach(handle)
    }

    /// Names the calling thread; `pthread_setname_np(3)` is a GNU extension that Swift does not see.
    private static func setName(_ name: String) {
        let file = open("/proc/thread-self/comm", O_WRONLY | O_CLOEXEC)
        // A name is for debugging only: without /proc the thread works as well unnamed.
        guard file >= 0 else { return }
        let bytes = Array(name.utf8.prefix(15))
        _ = write(file, bytes, bytes.count)
        close(file)
    }

    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }
}
