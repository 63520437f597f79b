import Glibc
import Processes
import Threads

/// A worker process's line to its supervisor: one end of a pair of sockets, open at both for as long as both live.
///
/// Tests: SupervisorTests.swift
package struct SupervisorLink {
    /// Where a worker process finds it, after the listening socket and the standard descriptors.
    static let descriptor: Int32 = 3

    /// Takes the descriptor over; mail programs shall not have it.
    ///
    /// - Throws: ``StartupError`` when it is no such line: then this was not started by a supervisor.
    package init() throws(StartupError) {
        // A struct ucred, which Swift does not see: process, user and group that made the pair (unix(7)).
        var peer: [Int32] = [0, 0, 0]
        var size = socklen_t(MemoryLayout<Int32>.size * peer.count)
        guard getsockopt(Self.descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0, peer[0] == getppid() else {
            throw StartupError("--supervised is for worker processes, which `movie-bag serve --processes N` starts")
        }
        _ = fcntl(Self.descriptor, F_SETFD, FD_CLOEXEC)
    }

    /// Says that everything is open and requests are served.
    package func reportReady() {
        var byte: UInt8 = 1
        // When the supervisor is gone, the thread of ``watch(_:)`` knows.
        _ = send(Self.descriptor, &byte, 1, Int32(MSG_NOSIGNAL))
    }

    /// Calls `body` once the supervisor is gone, however it ended.
    package func watch(_ body: @escaping @Sendable () -> Void) throws {
        try SystemThread(name: "supervisor") {
            var byte: UInt8 = 0
            while case let count = recv(Self.descriptor, &byte, 1, 0), count > 0 || (count < 0 && errno == EINTR) {}
            body()
        }.detach()
    }
}
