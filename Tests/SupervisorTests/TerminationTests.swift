import Glibc
import Testing

@testable import Supervisor

@Suite struct TerminationTests {
    @Test(
        arguments: [
            (0, "ended with status 0", 70), (78 << 8, "ended with status 78", 78),
            (9, "was ended by signal 9 (Killed)", 70),
            (6 | 0x80, "was ended by signal 6 (Aborted)", 70),
        ] as [(Int32, String, Int32)])
    func theStatusOfWaitIsReadAsItsMacrosDo(_ status: Int32, _ sentence: String, _ exitStatus: Int32) {
        #expect(Termination(status).description == sentence)
        #expect(Termination(status).exitStatus == exitStatus)
    }
}
