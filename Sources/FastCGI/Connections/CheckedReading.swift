import CFastCGI
import Glibc

/// Has a ``RecordValidator`` look at everything that libfcgi reads, before libfcgi does.
///
/// libfcgi reads through its own function `OS_Read` (os_unix.c). A function of that name in the program stands before the
/// library's (ld.so(8)), unless the library was linked with `-Bsymbolic`: ``isInForce`` tells.
///
/// Tests: RecordValidatorTests.swift
enum CheckedReading {
    // The validator that the running thread's calls into libfcgi are meant for.
    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        // 1,024 keys are there for all libraries of a process (pthread_key_create(3)).
        precondition(pthread_key_create(&key, nil) == 0, "no key for a thread's own value is left")
        return key
    }()

    /// From now on libfcgi reads only what `validator` accepts, in this thread; of anything else it learns that reading has
    /// failed (EPROTO). It must stay until ``end()``.
    static func begin(_ validator: UnsafeMutablePointer<RecordValidator>) {
        pthread_setspecific(key, validator)
    }

    /// What libfcgi reads in this thread is no longer looked at.
    static func end() {
        pthread_setspecific(key, nil)
    }

    /// Whether libfcgi reads through us: it is given the beginning of a request, and the validator must have seen that.
    static let isInForce: Bool = {
        var ends: [Int32] = [-1, -1]
        guard cfastcgi_socketpair(&ends) == 0 else { return false }
        let begin: [UInt8] = [1, 1, 0, 1, 0, 8, 0, 0] + [0, 1, 0, 0, 0, 0, 0, 0]
        let isSent = write(ends[1], begin, begin.count) == begin.count
        close(ends[1])
        // It owns its end.
        let fcgx = FCGXConnection(owning: ends[0])
        _ = fcgx.receive()
        return isSent && fcgx.hasSeenBeginning
    }()

    fileprivate static func read(
        _ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int
    ) -> Int32 {
        let received = Glibc.read(descriptor, buffer, count)
        guard received > 0, let validator = pthread_getspecific(key) else { return Int32(received) }
        let bytes = UnsafeRawBufferPointer(start: buffer, count: received)
        guard validator.assumingMemoryBound(to: RecordValidator.self).pointee.accept(bytes) else {
            errno = EPROTO
            return -1
        }
        return Int32(received)
    }
}

/// libfcgi's `int OS_Read(int fd, char *buf, size_t len)`, in its place; it asks for 8 KiB at most.
@_cdecl("OS_Read")
package func readForLibrary(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int32 {
    CheckedReading.read(descriptor, buffer, count)
}
