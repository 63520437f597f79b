import Glibc
import Synchronization
import Threads

/// The end of a file that lines are appended to. Shared by all threads, without a lock between them: each line is one
/// write(2), which the kernel keeps whole.
///
/// Tests: LogWriterTests.swift
final class LogTail: Sendable {
    private struct Trouble {
        var lost = LostLines()
        /// The file ends in a part of a line, as the disk was full.
        var isTorn = false
    }

    private let descriptor: Int32
    /// Whether there is something in `trouble`: so that the usual line costs no lock.
    private let isTroubled = Atomic(false)
    private let trouble = Monitor(Trouble())

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Writes a line, or counts it as lost.
    func write(_ line: [UInt8]) {
        guard !isTroubled.load(ordering: .acquiring) else { return writeAfterTrouble(line) }
        let count = Self.append(line, to: descriptor)
        guard count != line.count else { return }
        let code = errno
        trouble.withLock { trouble in
            Self.note(count, code, in: &trouble)
            isTroubled.store(true, ordering: .releasing)
        }
    }

    /// Goes on in another file, which `replacement` is open on and which is this object's from now on. A line that is
    /// being written still gets into the old one, and whole.
    func replace(by replacement: Int32) {
        // The number stays the same, so no thread has to be told (dup2(2)); until the next line a program that is started
        // might get it, but closes what it does not know.
        dup2(replacement, descriptor)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        close(replacement)
    }

    /// Counts a line as lost of which write(2) took only `count` bytes, or -1.
    private static func note(_ count: Int, _ code: Int32, in trouble: inout Trouble) {
        // Cut short, it says nothing; the next one would say that the disk is full.
        trouble.lost.note(1, String(cString: strerror(count < 0 ? code : ENOSPC)))
        if count > 0 { trouble.isTorn = true }
    }

    private func writeAfterTrouble(_ line: [UInt8]) {
        trouble.withLock { trouble in
            var text: [UInt8] = trouble.isTorn ? [UInt8(ascii: "\n")] : []
            if let loss = trouble.lost.line { text += loss }
            text += line
            let count = Self.append(text, to: descriptor)
            if count == text.count {
                trouble = Trouble()
                isTroubled.store(false, ordering: .releasing)
            } else {
                Self.note(count, errno, in: &trouble)
            }
        }
    }

    /// What write(2) returned; repeated when a signal came first.
    private static func append(_ bytes: [UInt8], to descriptor: Int32) -> Int {
        while true {
            let count = Glibc.write(descriptor, bytes, bytes.count)
            if count >= 0 || errno != EINTR { return count }
        }
    }
}
