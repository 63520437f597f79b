import Glibc
import TestSite
import Testing

extension EndToEndTests {
    /// An answer that acknowledges a change is sent after the change has been flushed to the disk.
    @EndToEnd
    @Suite struct FlushTests {
        @Test func aChangeIsOnTheDiskBeforeItsAnswerIsSent() throws {
            let trace = "/tmp/movie-bag-trace-\(getpid())"
            defer { unlink(trace) }
            // -D: the service stays our child, and is traced from the side.
            let site = try Site(
                launcher: [
                    "strace", "-D", "-f", "-y", "-q", "-s", "600", "-o", trace,
                    "-e", "trace=fdatasync,fsync,pwrite64,write,writev,sendto,sendmsg",
                ])
            let token = try site.newAccount("ann@example.org")
            let id = try site.addMovie("Vertigo", token: token)
            #expect(try site.client.get("/api/movies/\(id)").status == 200)
            try site.service.stop()
            try wait(for: "the end of the trace") { try Files.text(trace).contains("+++ exited with 0 +++") }

            let calls = SystemCallTrace(try Files.text(trace))
            #expect(calls.isFlushed(before: #"{\"id\":\"\#(id)\"}"#, since: #"{\"token\":"#) == .flushed)
            // The same question about an answer that acknowledges nothing: nothing was written for it.
            #expect(
                calls.isFlushed(before: #"{\"_id\":{\"$oid\":\"\#(id)"#, since: #"{\"id\":\"\#(id)"#) == .nothingWritten
            )
        }

        /// The check itself, on traces written by hand.
        @Test(arguments: [
            ([login, write, flush, answer], FlushOrder.flushed),
            ([login, write, write, flush, flush, answer], .flushed),
            ([login, write, beginFlush, endFlush, answer], .flushed),
            ([login, write, answer], .tooLate),
            ([login, write, answer, flush], .tooLate),
            ([login, write, flush, write, answer], .tooLate),
            ([login, flush, write, answer], .tooLate),
            ([login, write, beginFlush, answer, endFlush], .tooLate),
            ([login, write, otherFlush, answer], .tooLate),
            ([write, flush, login, answer], .nothingWritten),
            ([login, write, flush], .noAnswer),
        ])
        func anAnswerBeforeTheFlushIsNoticed(_ lines: [String], _ expected: FlushOrder) {
            let trace = SystemCallTrace(lines.joined(separator: "\n"))
            #expect(trace.isFlushed(before: #"{\"id\":"#, since: #"{\"token\":"#) == expected)
        }

        private nonisolated static let login =
            #"12 write(9<UNIX-STREAM:[5]>, "Status: 200 OK\r\n\r\n{\"token\":\"x\"}", 40) = 40"#
        private nonisolated static let answer =
            #"12 write(9<UNIX-STREAM:[5]>, "Status: 200 OK\r\n\r\n{\"id\":\"x\"}", 40) = 40"#
        private nonisolated static let write = #"13 pwrite64(4</tmp/movie-bag.db-wal>, "\0\0"..., 4096, 32) = 4096"#
        private nonisolated static let flush = "13 fdatasync(4</tmp/movie-bag.db-wal>) = 0"
        private nonisolated static let beginFlush = "13 fdatasync(4</tmp/movie-bag.db-wal> <unfinished ...>"
        private nonisolated static let endFlush = "13 <... fdatasync resumed>) = 0"
        private nonisolated static let otherFlush = "13 fdatasync(3</tmp/movie-bag.db>) = 0"
    }
}

/// What became of a change by the time that its answer was sent.
enum FlushOrder: Equatable {
    case flushed
    /// The log was written, and not flushed to its end, when the answer was sent.
    case tooLate
    case nothingWritten
    /// No answer of that kind was sent.
    case noAnswer
}

extension SystemCallTrace {
    /// Judges the answer that holds `text`, by what was written after the answer that holds `earlier`.
    func isFlushed(before text: String, since earlier: String) -> FlushOrder {
        guard let answer = self.answer(holding: text), let earlier = self.answer(holding: earlier) else {
            return .noAnswer
        }
        let between = calls.filter { $0.began > earlier.began && $0.began < answer.began && $0.isOnWriteAheadLog }
        guard let lastWrite = between.last(where: \.isWrite) else { return .nothingWritten }
        let isFlushed = between.contains { $0.isFlush && $0.began > lastWrite.ended && $0.ended < answer.began }
        return isFlushed ? .flushed : .tooLate
    }

    private func answer(holding text: String) -> Call? {
        calls.first { $0.isWrite && !$0.isOnWriteAheadLog && $0.arguments.contains(text) }
    }
}
