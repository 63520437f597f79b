import Glibc
import Testing

@testable import Processes

@Suite struct StopSignalsTests {
    @Test(
        arguments: [
            (SIGTERM, false, .stop), (SIGINT, false, .stop), (SIGTERM, true, .end), (SIGINT, true, .end),
            (SIGUSR1, false, .drain), (SIGUSR1, true, .drain), (SIGQUIT, false, .end), (SIGQUIT, true, .end),
            (SIGHUP, false, .stop), (SIGHUP, true, .stop),
        ] as [(Int32, Bool, StopSignals.Request)])
    func eachSignalAsksForOneThing(_ signal: Int32, _ isStopping: Bool, _ request: StopSignals.Request) {
        #expect(StopSignals.request(of: signal, isStopping: isStopping) == request)
    }

    @Test func withALogFileAHangUpOpensItAgain() {
        for isStopping in [false, true] {
            #expect(StopSignals.request(of: SIGHUP, isStopping: isStopping, hangUp: .reopenLog) == .reopenLog)
            #expect(StopSignals.request(of: SIGTERM, isStopping: isStopping, hangUp: .reopenLog) != .reopenLog)
        }
    }
}
