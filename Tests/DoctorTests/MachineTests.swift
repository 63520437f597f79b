import Glibc
import Testing

@testable import Doctor

/// What the real machine says of itself.
@Suite struct MachineTests {
    private let machine = Machine.system

    @Test func filesAreSeenAsTheyAre() throws {
        let root = try #require(machine.status("/"))
        #expect(root.kind == .directory && root.owner == 0 && !root.isSharedDirectory)
        let temporary = try #require(machine.status("/tmp"))
        #expect(temporary.mode == 0o1777 && !temporary.isSharedDirectory)
        #expect(machine.status("/dev/null")?.kind == .other)
        #expect(machine.status("/nonexistent") == nil)
        #expect(machine.realPath("/usr/../usr") == "/usr")
        #expect(machine.obstacle(.executing, "/bin/sh") == nil)
        #expect(machine.obstacle(.reading, "/nonexistent") == "No such file or directory")
        #expect(machine.freeBytes("/tmp").map { $0 > 0 } == true)
        #expect(machine.keyFile("/nonexistent") == nil)
    }

    @Test func usersAndGroupsHaveNames() {
        #expect(machine.userName(0) == "root" && machine.groupName(0) == "root")
        #expect(machine.account("root")?.groups.contains(0) == true)
        #expect(machine.account("nobody-of-this-name") == nil)
        #expect(machine.userName(4_000_000_000) == "#4000000000")
        #expect(machine.members(0).allSatisfy { !$0.isEmpty })
    }

    @Test func limitsAndMemoryAreKnown() throws {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        #expect(machine.limit(.descriptors) == UInt64(limit.rlim_cur))
        #expect(try #require(machine.availableMemory) > 1 << 20)
        #expect(machine.processors >= 1)
    }
}
