import Glibc
import SystemPackage

/// A pipe that already holds everything its reader will get.
///
/// The bytes are written before there is a reader, and the end they went in by is closed. So no thread here waits for
/// a program that reads slowly or not at all, and a program that closes its input early cannot raise SIGPIPE, which
/// ends a process that has not guarded against it: swift-subprocess, when it does the writing, leaves that to its
/// callers.
///
/// Tests: SendmailTests.swift
struct FilledPipe: ~Copyable {
    /// The end to read from; open for as long as this value lives.
    let readEnd: FileDescriptor

    /// The most a pipe may hold on Linux unless `/proc/sys/fs/pipe-max-size` says otherwise (pipe(7)).
    static let capacity = 1 << 20

    /// Fills a new pipe.
    ///
    /// - Throws: an `Errno`; `EAGAIN` if the bytes do not fit.
    init(_ bytes: [UInt8]) throws {
        let pipe = try FileDescriptor.pipe(options: .closeOnExec)
        do {
            try pipe.writeEnd.closeAfter { try Self.fill(pipe.writeEnd, with: bytes) }
        } catch {
            try? pipe.readEnd.close()  // Nothing was read through it, and the first error says more.
            throw error
        }
        readEnd = pipe.readEnd
    }

    deinit {
        try? readEnd.close()  // `close` of an end that was only read from has no data to lose.
    }

    private static func fill(_ writeEnd: FileDescriptor, with bytes: [UInt8]) throws {
        if bytes.count > defaultCapacity {
            guard fcntl(writeEnd.rawValue, setPipeSize, CInt(clamping: bytes.count)) >= 0 else {
                throw Errno(rawValue: errno)
            }
        }
        // Only this end: the other one is a file description of its own and keeps blocking, as its reader expects.
        guard fcntl(writeEnd.rawValue, F_SETFL, O_NONBLOCK) == 0 else { throw Errno(rawValue: errno) }
        try writeEnd.writeAll(bytes)
    }

    /// What a pipe holds unless more is asked for (pipe(7)).
    private static let defaultCapacity = 1 << 16

    /// `F_SETPIPE_SZ` of `fcntl` (fcntl(2)); Swift does not see it, because glibc shows it to GNU sources only.
    private static let setPipeSize: CInt = 1031
}
