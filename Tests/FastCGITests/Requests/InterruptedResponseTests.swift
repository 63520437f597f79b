import Glibc
import Synchronization
import Testing
import Threads

@testable import FastCGI

/// System calls that write less than they were given.
@BlockingTests
struct InterruptedResponseTests {
    @Test func aCallThatWroteOnlyAPartIsFollowedByOneForTheRest() async {
        // In a process of its own, as a signal's handler is the process's.
        await #expect(processExitsWith: .success) {
            let ends = try SocketPair(SOCK_STREAM)
            var room: Int32 = 8192
            setsockopt(ends.writing, SOL_SOCKET, SO_SNDBUF, &room, socklen_t(MemoryLayout<Int32>.size))
            let response = Array(TestHandler.largeResponse.suffix(200_001))
            let thread = Monitor<pthread_t?>(nil)
            let descriptor = ends.writing
            let writer = try SystemThread(name: "writer") {
                // Those who start threads here take no signals, and nor do their threads.
                var signals = sigset_t()
                sigemptyset(&signals)
                sigaddset(&signals, SIGUSR2)
                pthread_sigmask(SIG_UNBLOCK, &signals, nil)
                thread.withLock { $0 = pthread_self() }
                _ = ResponseWriter(descriptor: descriptor, requestID: 1).write(
                    head: Array(response.prefix(300)), body: Array(response.dropFirst(300)))
                shutdown(descriptor, Int32(SHUT_WR))
            }
            // The first of its 65,536 bytes are there, and there is no room for the last.
            var readable = pollfd(fd: ends.reading, events: Int16(POLLIN), revents: 0)
            try #require(poll(&readable, 1, 20_000) == 1)
            wasInterrupted.store(false, ordering: .relaxed)
            signal(SIGUSR2) { _ in wasInterrupted.store(true, ordering: .relaxed) }
            pthread_kill(try #require(thread.withLock { $0 }), SIGUSR2)
            #expect(eventually { wasInterrupted.load(ordering: .relaxed) })

            var received: [UInt8] = []
            var bytes = [UInt8](repeating: 0, count: 1 << 16)
            while case let count = recv(ends.reading, &bytes, bytes.count, 0), count > 0 { received += bytes[..<count] }
            writer.join()
            var content: [UInt8] = []
            while let record = FastCGIRecord.takeFirst(of: &received) {
                if record.kind == .output { content += record.content }
            }
            let isEqual = content == response
            #expect(isEqual)
            #expect(received.isEmpty)
        }
    }
}

/// Set by the handler of a signal, which can reach nothing but globals.
private let wasInterrupted = Atomic(false)
