import CSQLite
import Glibc
import Testing
import Threads

@testable import SQLite
import TestFiles

@Suite(.onOwnThread)
struct FileLockTests {
    let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    @Test func onlyOneHoldsIt() throws {
        let inside = Monitor(0)
        let together = Monitor(0)
        try onThreads(8) { _ in
            let lock = try FileLock(path: folder.lock)
            for _ in 0..<200 {
                try lock.acquire()
                let others = inside.withLock { count in
                    defer { count += 1 }
                    return count
                }
                together.withLock { $0 += others }
                usleep(200)
                inside.withLock { $0 -= 1 }
                lock.release()
            }
        }
        #expect(together.withLock { $0 } == 0)
    }

    @Test func tryingToAcquireTellsWhetherItIsHeld() throws {
        let (one, other) = (try FileLock(path: folder.lock), try FileLock(path: folder.lock))
        #expect(try one.tryAcquire())
        #expect(try !other.tryAcquire())
        one.release()
        #expect(try other.tryAcquire())
    }

    @Test func fileIsTheOwnersOnlyAndStays() throws {
        do {
            let lock = try FileLock(path: folder.lock)
            try lock.acquire()
        }
        #expect(try folder.permissions(of: folder.lock) == 0o600)
        // The lock went with its owner.
        try FileLock(path: folder.lock).acquire()
    }

    @Test func missingFolderIsNamed() throws {
        let path = folder.path + "/nowhere/lock"
        let error = #expect(throws: SQLiteError.self) { try FileLock(path: path) }
        #expect(error?.message == "cannot open \(path): No such file or directory")
    }
}
