import Glibc
import Testing

@testable import Processes

@Suite struct ProcessStatusTests {
    @Test func aDeadChildIsRead() throws {
        let status = try #require(ProcessStatus(parsing: "17 (sleep) Z 1 12 1 0 -1 4228364 87 0 0\n"))
        #expect(status.id == 17)
        #expect(status.isDead)
        #expect((status.parent, status.group, status.session) == (1, 12, 1))
    }

    @Test func aNameMayHoldAnything() throws {
        let status = try #require(ProcessStatus(parsing: "9 (a) Z 7 (b) S 3 4 5 0"))
        #expect(!status.isDead)
        #expect((status.id, status.parent, status.group, status.session) == (9, 3, 4, 5))
    }

    @Test(arguments: [
        "", "x", "9", "9 (sleep", "9 sleep) Z 1 2 3", "a (sleep) Z 1 2 3", "9 (sleep) Z 1 2", ")9( Z 1 2 3",
    ])
    func anythingElseIsNone(_ text: String) {
        #expect(ProcessStatus(parsing: text) == nil)
    }

    @Test func thisProcessIsFoundAlive() throws {
        var room = [UInt8](repeating: 0, count: 1024)
        let file = open("/proc/self/stat", O_RDONLY | O_CLOEXEC)
        defer { close(file) }
        let count = read(file, &room, room.count)
        let status = try #require(ProcessStatus(parsing: String(decoding: room.prefix(max(0, count)), as: UTF8.self)))
        #expect(status.id == getpid())
        #expect(status.parent == getppid())
        #expect(status.group == getpgrp())
        #expect(status.session == getsid(0))
        #expect(!status.isDead)
    }
}
