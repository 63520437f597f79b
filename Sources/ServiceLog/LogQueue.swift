import Glibc
import Logging
import Threads

/// Lines that wait for a thread to write them to a pipe, a socket or a terminal.
///
/// The queue is bounded: when the reader stands still, what does not fit is lost and counted. The thread writes
/// several lines at once, but never more than a pipe takes whole beside other processes' (PIPE_BUF, pipe(7)).
final class LogQueue: Sendable {
    /// The most bytes that wait.
    static let capacity = 256 << 10
    /// How many more may wait of lines at level notice and above, such as the last ones: requests alone do not fill it.
    private static let reserve = 32 << 10

    private struct State {
        /// Whole lines, those that the thread writes at the moment not among them.
        var waiting: [UInt8] = []
        /// How many bytes are not written yet, wherever they are.
        var unwritten = 0
        var lost = LostLines()
        /// The last write failed: what was lost cannot be reported before there is another line.
        var isBroken = false

        var isIdle: Bool { waiting.isEmpty && (lost.count == 0 || isBroken) }
    }

    private let descriptor: Int32
    private let capacity: Int
    private let state = Monitor(State())

    /// Starts the thread, which runs as long as the process does.
    ///
    /// - Parameters:
    ///   - descriptor: where to write to; it stays as it is, blocking or not.
    ///   - capacity: the most bytes that wait.
    /// - Throws: `ThreadError`.
    init(_ descriptor: Int32, capacity: Int = LogQueue.capacity) throws {
        self.descriptor = descriptor
        self.capacity = capacity
        try SystemThread(name: "log") { [self] in run() }.detach()
    }

    /// Takes a line. Never waits.
    func add(_ line: consuming LogLine) {
        let limit = line.level >= .notice ? capacity + Self.reserve : capacity
        let line = line.ended()
        let isFirst = state.withLock { state in
            guard state.unwritten + line.count <= limit else {
                state.lost.note(1, "they were not read fast enough")
                return false
            }
            state.waiting += line
            state.unwritten += line.count
            return state.waiting.count == line.count
        }
        if isFirst { state.notifyAll() }
    }

    /// Waits until everything is written, those that are lost told of, but no longer than `limit`.
    func flush(within limit: Duration) {
        _ = state.wait(timeout: limit) { $0.isIdle && $0.unwritten == 0 ? true : nil }
    }

    private func run() {
        while true {
            // Without a time-out there is always a value.
            let (lines, lost) = state.wait { state -> ([UInt8], LostLines)? in
                guard !state.isIdle else { return nil }
                defer { state.waiting = [] }
                return (state.waiting, state.lost)
            }!
            tell(of: lost)
            var rest = lines[...]
            while !rest.isEmpty {
                let chunk = Self.chunk(of: rest)
                rest = rest.dropFirst(chunk.count)
                let failure = write(chunk)
                state.withLock { state in
                    state.unwritten -= chunk.count
                    state.isBroken = failure != nil
                    if let failure { state.lost.note(Self.lines(in: chunk), failure) }
                }
            }
            state.notifyAll()
        }
    }

    private func tell(of lost: LostLines) {
        guard let line = lost.line else { return }
        let failure = write(line[...])
        state.withLock { state in
            if failure == nil { state.lost.forget(lost.count) }
            state.isBroken = failure != nil
        }
    }

    /// As many whole lines as are written at once.
    private static func chunk(of lines: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard lines.count > LogLine.longest else { return lines }
        let end = lines.prefix(LogLine.longest).lastIndex(of: UInt8(ascii: "\n")) ?? lines.endIndex - 1
        return lines[...end]
    }

    private static func lines(in chunk: ArraySlice<UInt8>) -> Int {
        chunk.count { $0 == UInt8(ascii: "\n") }
    }

    /// Writes all of it, however long that takes.
    ///
    /// - Returns: why it could not be written; `nil` when it was.
    private func write(_ chunk: ArraySlice<UInt8>) -> String? {
        var rest = chunk
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
                continue
            }
            switch errno {
            case EINTR: continue
            case EAGAIN: waitUntilWritable()
            default: return String(cString: strerror(errno))
            }
        }
        return nil
    }

    /// Waits on a descriptor that another process made non-blocking. poll(2) may say that it is writable and write(2)
    /// that not all of the chunk fits: the pause prevents a busy loop.
    private func waitUntilWritable() {
        var event = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&event, 1, -1)
        _ = poll(nil, 0, 10)
    }
}
