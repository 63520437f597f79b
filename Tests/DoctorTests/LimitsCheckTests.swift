import Cryptography
import Testing

@testable import Doctor

@Suite struct LimitsCheckTests {
    private func findings(
        descriptors: UInt64? = nil, processes: UInt64? = nil, space: UInt64? = nil, memory: UInt64 = 4 << 30,
        processors: Int = 2
    ) -> [Finding] {
        var machine = Machine.onPaper()
        machine.limit = { resource in
            switch resource {
            case .descriptors: descriptors
            case .processes: processes
            case .addressSpace: space
            }
        }
        machine.availableMemory = memory
        machine.processors = processors
        return LimitsCheck(machine: machine, scrypt: ScryptParameters(logN: 15, r: 8, p: 3)).findings
    }

    @Test(
        arguments: [
            (nil, Finding.Grade.ok), (1024, .ok), (1023, .warning), (256, .warning), (255, .problem),
        ] as [(UInt64?, Finding.Grade)])
    func tooFewDescriptorsAreNoticed(limit: UInt64?, grade: Finding.Grade) {
        #expect(findings(descriptors: limit).grades == [grade, .ok])
        if grade != .ok { #expect(findings(descriptors: limit).has(grade, "ulimit -n 4096")) }
    }

    @Test func tooFewThreadsAreWarnedOf() {
        #expect(findings(processes: 99).has(.warning, "TasksMax"))
        #expect(findings(processes: 100).grades == [.ok, .ok])
    }

    @Test func addressSpaceIsForHashesToo() {
        // 512 MiB, and a little more than 32 for each of two hashes.
        #expect(findings(space: 575 << 20).has(.warning, "575 MiB of address space"))
        #expect(findings(space: 577 << 20).grades == [.ok, .ok])
    }

    @Test func hashesThatTakeHalfOfTheMemoryAreWarnedOf() {
        #expect(findings(memory: 127 << 20).has(.warning, "2 password hashes at once take 64 MiB of 127"))
        #expect(findings(memory: 130 << 20).grades == [.ok, .ok])
        #expect(findings(memory: 4 << 30, processors: 64).grades == [.ok, .warning])
    }
}
