import MovieBag
import Testing

@testable import Doctor

@Suite struct ClockCheckTests {
    private func findings(at seconds: Int64 = 1_795_000_000, changed: Int64? = nil, synchronised: Bool? = true)
        -> [Finding]
    {
        var status = FileStatus.file(0o600)
        status.modified = changed ?? 0
        var machine = Machine.onPaper(files: changed == nil ? [:] : ["/db-wal": status])
        machine.now = UnixTime(seconds: seconds)
        machine.clockIsSynchronised = synchronised
        return ClockCheck(machine: machine, database: "/db").findings
    }

    @Test(arguments: [(true, Finding.Grade.ok), (false, .warning), (nil, .skipped)] as [(Bool?, Finding.Grade)])
    func aClockThatNothingKeepsRightIsWarnedOf(synchronised: Bool?, grade: Finding.Grade) {
        #expect(findings(synchronised: synchronised).grades == [grade])
    }

    @Test(arguments: [0, 1_767_225_599, 4_102_444_800] as [Int64])
    func anImpossibleDateIsAProblem(seconds: Int64) {
        #expect(findings(at: seconds).has(.problem, "the date is wrong"))
    }

    @Test func aClockBehindTheDatabaseIsAProblem() {
        #expect(findings(changed: 1_795_000_005).grades == [.ok])
        #expect(findings(changed: 1_795_000_006).has(.problem, "set back"))
    }
}
