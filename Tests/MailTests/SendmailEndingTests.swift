import Glibc
import Mail
import Testing

/// A program is ended with everybody in its process group. Whoever is left keeps the named pipe `alive` open, for
/// at most 60 seconds, so that hearing it out quickly proves that nobody is left.
@Suite struct SendmailEndingTests {
    private static let clock = ContinuousClock()

    @Test(arguments: [
        "sleep 60 & sleep 60; wait",
        "sleep 60 >/dev/null 2>&1 & exec sleep 60 2>&-",
        "trap '' TERM; sleep 60 & wait",
        "(trap '' TERM; exec sleep 60) & wait",
        "trap 'exit 0' TERM; sleep 60 & wait",
        "while :; do echo noise >&2; sleep 0.01; done",
    ])
    func programThatMissesItsDeadlineIsEndedWithItsChildren(commands: String) async throws {
        let world = try await SendmailWorld(script: #"exec 3>"$0.alive"; echo started >&3; \#(commands)"#)
        async let heard = world.hearOut("alive")
        let start = Self.clock.now
        let outcome = try await world.sendmail(deadline: .seconds(2), grace: .milliseconds(500)).deliver(.sample())
        #expect(outcome == .temporaryFailure(reason: "not finished within 2.0 seconds"))
        #expect(try await heard == "started\n")
        #expect(start.duration(to: Self.clock.now) < .seconds(45))
    }

    @Test(arguments: ["sleep 60 & sleep 60", "trap '' TERM; sleep 60 & wait"])
    func cancellationEndsTheProgramWithItsChildren(commands: String) async throws {
        let world = try await SendmailWorld(
            script: #"exec 3>"$0.alive"; echo started >&3; : >"$0.ready"; \#(commands)"#)
        async let heard = world.hearOut("alive")
        let start = Self.clock.now
        let message = try Message.sample()
        let delivery = Task { await world.sendmail(grace: .milliseconds(500)).deliver(message) }
        _ = try await world.hearOut("ready")
        delivery.cancel()
        #expect(await delivery.value == .temporaryFailure(reason: "cancelled before it had finished"))
        #expect(try await heard == "started\n")
        #expect(start.duration(to: Self.clock.now) < .seconds(45))
    }

    @Test func cancelledTaskStartsNoProgram() async throws {
        let world = try await SendmailWorld(script: #": >"$0.ran""#)
        let message = try Message.sample()
        let outcome = await withTaskGroup(of: DeliveryOutcome.self) { group in
            group.cancelAll()
            group.addTask { await world.sendmail().deliver(message) }
            return await group.next()
        }
        #expect(outcome == .temporaryFailure(reason: "cancelled before it had started"))
        #expect(throws: (any Error).self) { try world.file("ran") }
    }

    @Test func descendantThatLivesOnIsNeitherWaitedForNorEnded() async throws {
        let world = try await SendmailWorld(script: #"sleep 60 & echo $! >"$0.child"; exit 0"#)
        let start = Self.clock.now
        #expect(try await world.sendmail().deliver(.sample()) == .delivered)
        #expect(start.duration(to: Self.clock.now) < .seconds(45))
        let child = try #require(world.lines("child").first.flatMap(pid_t.init))
        #expect(kill(child, SIGKILL) == 0)
    }

    @Test func descendantThatNeverStopsPrintingIsNotListenedToForEver() async throws {
        // The program prints for a while itself, so that its descendant has begun when it ends.
        let world = try await SendmailWorld(
            script: "timeout 60 cat /dev/zero >&2 & head -c 5000000 /dev/zero >&2; exit 0")
        let start = Self.clock.now
        #expect(try await world.sendmail().deliver(.sample()) == .delivered)
        #expect(start.duration(to: Self.clock.now) < .seconds(45))
    }
}
