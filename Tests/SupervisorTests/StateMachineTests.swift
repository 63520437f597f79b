import Glibc
import Testing

@testable import Supervisor

@Suite struct StateMachineTests {
    private let start = ContinuousClock.now
    private var machine = Supervisor.StateMachine(size: 2)
    private var lastPID: pid_t = 100

    /// Does what the machine wants, as a supervisor would, and tells what that was.
    private mutating func act(after seconds: Double = 0) -> [Supervisor.StateMachine.Action] {
        var actions: [Supervisor.StateMachine.Action] = []
        let now = start + .seconds(seconds)
        while let action = machine.nextAction(at: now) {
            actions.append(action)
            if action == .start {
                lastPID += 1
                machine.add(lastPID, at: now)
            }
        }
        return actions
    }

    /// Brings the processes 101 and 102 to serve.
    private mutating func serve() {
        _ = act()
        machine.noteReady(101)
        _ = act()
        machine.noteReady(102)
    }

    @Test mutating func theFirstShowsWhetherItWorksBeforeTheOthersStart() {
        #expect(act() == [.start])
        #expect(act(after: 3600) == [])
        machine.noteReady(101)
        #expect(act() == [.start])
        machine.noteReady(102)
        #expect(act() == [])
        #expect(machine.nextTime(after: start) == nil)
    }

    @Test mutating func whenTheFirstDoesNotComeToServeNothingIsTriedAgain() {
        _ = act()
        #expect(machine.remove(101, at: start) == .startFailed)
    }

    @Test mutating func oneThatHasServedIsReplacedAtOnce() {
        serve()
        #expect(machine.remove(101, at: start + .seconds(60)) == .lost(.zero))
        #expect(act(after: 60) == [.start])
    }

    @Test mutating func whenTheyKeepEndingEachAttemptWaitsLonger() {
        serve()
        var delays: [Duration] = []
        var (pid, time) = (pid_t(102), 1.0)
        for _ in 0..<11 {
            guard case .lost(let delay) = machine.remove(pid, at: start + .seconds(time)) else { break }
            delays.append(delay)
            let seconds = delay / .seconds(1)
            if seconds > 0 {
                #expect(act(after: time + seconds - 0.01) == [])
                #expect(machine.nextTime(after: start + .seconds(time)) == start + .seconds(time) + delay)
            }
            #expect(act(after: time + seconds) == [.start])
            machine.noteReady(lastPID)
            (pid, time) = (lastPID, time + seconds + 1)
        }
        #expect(delays == [0, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 30, 30].map { .seconds($0) })
        // After ten good seconds it is as before.
        #expect(machine.remove(lastPID, at: start + .seconds(time + 10)) == .lost(.zero))
    }

    @Test mutating func aReloadReplacesThemOneByOne() {
        serve()
        machine.reload()
        #expect(act() == [.start])
        machine.noteReady(103)
        #expect(act() == [.drain(101), .start])
        #expect(machine.remove(101, at: start) == .expected)
        #expect(act() == [])
        machine.noteReady(104)
        #expect(act() == [.drain(102), .reportReloaded])
        #expect(machine.workers.map(\.phase) == [.draining, .serving, .serving])
        #expect(act() == [])
    }

    @Test mutating func aReloadThatDoesNotWorkLeavesTheOldOnes() {
        serve()
        machine.reload()
        _ = act()
        #expect(machine.remove(103, at: start) == .reloadFailed)
        #expect(act(after: 3600) == [])
        #expect(machine.workers.map(\.pid) == [101, 102])
        // The next one is tried again.
        machine.reload()
        #expect(act(after: 3600) == [.start])
    }

    @Test mutating func aReloadThatHangsIsGivenUp() {
        serve()
        machine.reload()
        _ = act()
        #expect(machine.nextTime(after: start) == start + .seconds(60))
        #expect(act(after: 59) == [])
        #expect(act(after: 60) == [.giveUpReload(103)])
        #expect(machine.remove(103, at: start + .seconds(61)) == .expected)
        #expect(act(after: 61) == [])
    }

    @Test mutating func aReloadDuringAReloadReplacesTheNewOnesToo() {
        serve()
        machine.reload()
        _ = act()
        machine.reload()
        #expect(act() == [.drain(101), .start])
        // 103 came of settings that are old by now, and its end is nobody's fault.
        machine.noteReady(104)
        #expect(act() == [.drain(102), .start])
        machine.noteReady(105)
        #expect(act() == [.drain(103), .reportReloaded])
    }

    @Test mutating func oneThatDiesDuringAReloadIsReplacedByANewOne() {
        serve()
        machine.reload()
        _ = act()
        #expect(machine.remove(101, at: start + .seconds(20)) == .lost(.zero))
        machine.noteReady(103)
        #expect(act(after: 20) == [.start])
        machine.noteReady(104)
        #expect(act(after: 20) == [.drain(102), .reportReloaded])
    }

    @Test mutating func aReloadEndsTheWaitForTheNextAttempt() {
        serve()
        for pid in 102..<110 {
            _ = machine.remove(pid_t(pid), at: start)
            _ = act(after: 3600)
        }
        _ = machine.remove(110, at: start + .seconds(3600))
        #expect(act(after: 3600) == [])
        machine.reload()
        #expect(act(after: 3600) == [.start])
    }

    @Test mutating func ofTooManyThatDrainTheFirstHasToHurry() {
        serve()
        for _ in 0..<16 {
            machine.reload()
            for _ in 0..<2 {
                _ = act()
                machine.noteReady(lastPID)
            }
            _ = act()
        }
        #expect(machine.workers.count { $0.phase == .draining } == 32)
        machine.reload()
        _ = act()
        machine.noteReady(lastPID)
        #expect(act() == [.drain(133), .stop(101), .start])
    }
}
