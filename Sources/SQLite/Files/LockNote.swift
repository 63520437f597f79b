import CSQLite
import Glibc
import Threads

/// What the process that holds the lock between processes is doing, if that takes long: a sentence in the lock's file, which
/// is empty otherwise.
///
/// The sentence is written again each second as a sign of life. One that a killed process has left means nothing: the lock
/// is free then, or shows no sign of life.
///
/// Tests: LockNoteTests.swift
package struct LockNote: Sendable {
    private let descriptor: Int32
    private let isEnding: Monitor<Bool>
    private let thread: SystemThread

    private static let interval = Duration.seconds(1)

    /// Writes the sentence, until ``end()``.
    ///
    /// - Parameters:
    ///   - path: the file of the lock, which this process holds.
    ///   - sentence: without a full stop, such as `process 4711 upgrades the database`.
    /// - Throws: ``SQLiteError``, `ThreadError`.
    package init(path: String, _ sentence: String) throws {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SQLiteError.system("open", path, code: SQLITE_CANTOPEN) }
        let isEnding = Monitor(false)
        do {
            thread = try SystemThread(name: "lock-note") {
                while isEnding.wait(timeout: Self.interval, until: { $0 ? true : nil }) == nil {
                    Self.write(sentence, to: descriptor)
                }
            }
        } catch {
            close(descriptor)
            throw error
        }
        Self.write(sentence, to: descriptor)
        self.descriptor = descriptor
        self.isEnding = isEnding
    }

    private static func write(_ sentence: String, to descriptor: Int32) {
        let text = Array(sentence.utf8)
        // Where the disk is full there is no sentence, and other processes wait for a shorter time.
        _ = pwrite(descriptor, text, text.count, 0)
    }

    /// Removes the sentence. Call it once, before the lock is released.
    package func end() {
        isEnding.withLock { $0 = true }
        isEnding.notifyAll()
        thread.join()
        ftruncate(descriptor, 0)
        close(descriptor)
    }

    /// The sentence in the file of a lock; `nil` when there is none, as mostly.
    package static func sentence(in path: String) -> String? { read(path)?.sentence }

    /// The sentence of the process that holds a lock now; `nil` when the lock is free, or its holder says nothing.
    ///
    /// - Throws: ``SQLiteError`` when the lock cannot be examined.
    package static func current(in path: String) throws(SQLiteError) -> String? {
        guard let sentence = sentence(in: path), try !FileLock(path: path).tryAcquire() else { return nil }
        return sentence
    }

    /// Takes a sentence away that a process has left, which was killed. The caller holds the lock.
    static func clear(_ path: String) {
        var status = stat()
        if stat(path, &status) == 0 && status.st_size > 0 { truncate(path, 0) }
    }

    /// A sentence, and when it was written.
    fileprivate struct Sign: Equatable {
        let sentence: String
        let seconds: Int
        let nanoseconds: Int
    }

    fileprivate static func read(_ path: String) -> Sign? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        var bytes = [UInt8](repeating: 0, count: 400)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0, fstat(descriptor, &status) == 0 else { return nil }
        return Sign(
            sentence: String(decoding: bytes[..<count], as: UTF8.self), seconds: status.st_mtim.tv_sec,
            nanoseconds: status.st_mtim.tv_nsec)
    }
}

/// Watches the holder of a lock from a process that waits for it.
struct LockNoteWatch {
    let path: String
    /// How long after the last sign of life the holder counts as stuck.
    let limit: Duration
    private var latest: LockNote.Sign?
    private static let farewell = Duration.seconds(5)
    private var seen = ContinuousClock.now

    init(path: String, limit: Duration) {
        self.path = path
        self.limit = limit
    }

    /// What the holder is doing; `nil` when it has not said so, or shows no sign of life.
    mutating func activity() -> String? {
        guard let sign = LockNote.read(path) else {
            // The holder takes its sentence away a moment before it lets the lock go, and has written it a second before.
            return ContinuousClock.now - seen < Self.farewell ? latest?.sentence : nil
        }
        // By a clock of this process: that of the files may be set meanwhile.
        if sign != latest {
            latest = sign
            seen = .now
        }
        return ContinuousClock.now - seen < limit ? sign.sentence : nil
    }
}
