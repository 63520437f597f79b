import FoundationEssentials
import Mail
import Testing

@Suite struct SendmailTests {
    /// ASVS 1.2.5
    @Test func programGetsExactlyTheseArgumentsAndTheMessage() async throws {
        let world = try await SendmailWorld(
            script: #"""
                printf '%s\n' "$#" "$@" >"$0.arguments"
                cat >"$0.input"
                """#)
        let message = try Message.sample(to: "-t|&$x`y`@example.com", text: ".\nFrom ☺\n")
        #expect(await world.sendmail().deliver(message) == .delivered)
        #expect(
            try world.lines("arguments") == ["5", "-i", "-f", "support@example.org", "--", "-t|&$x`y`@example.com"])
        #expect(try world.file("input") == message.encoded())
    }

    @Test func messageThatFillsMoreThanAnOrdinaryPipeArrivesWhole() async throws {
        let world = try await SendmailWorld(script: #"cat >"$0.input""#)
        let message = try Message.sample(text: String(repeating: "0123456789\n", count: 70_000))
        #expect(await world.sendmail().deliver(message) == .delivered)
        #expect(try world.file("input") == message.encoded())
    }

    @Test func messageTooLongForAnyPipeIsAPermanentFailure() async throws {
        let world = try await SendmailWorld(script: #"cat >"$0.input""#)
        let outcome = try await world.sendmail().deliver(.sample(text: String(repeating: "x", count: 1_100_000)))
        guard case .permanentFailure = outcome else { throw Unexpected(outcome: outcome) }
    }

    @Test(arguments: [64, 65, 67])
    func statusAboutTheMailIsPermanent(status: Int) async throws {
        let world = try await SendmailWorld(script: "cat >/dev/null; exit \(status)")
        let outcome = try await world.sendmail().deliver(.sample())
        #expect(outcome == .permanentFailure(reason: "exit status \(status)", exitStatus: status))
    }

    @Test(arguments: [68, 77, 78, 75, 69, 71, 66, 70, 72, 73, 74, 76, 1, 2, 63, 79, 126, 127, 128, 143, 255])
    func everyOtherFailureStatusIsTemporary(status: Int) async throws {
        let world = try await SendmailWorld(script: "cat >/dev/null; exit \(status)")
        let outcome = try await world.sendmail().deliver(.sample())
        #expect(outcome == .temporaryFailure(reason: "exit status \(status)", exitStatus: status))
    }

    @Test(arguments: [6, 9, 13, 15])
    func programEndedByASignalIsATemporaryFailure(signal: Int) async throws {
        let world = try await SendmailWorld(script: "kill -\(signal) $$")
        let outcome = try await world.sendmail().deliver(.sample())
        #expect(outcome == .temporaryFailure(reason: "ended by signal \(signal)"))
    }

    @Test(
        arguments: [(0, .delivered), (67, .permanentFailure(reason: "exit status 67", exitStatus: 67))]
            as [(Int, DeliveryOutcome)])
    func programThatClosesItsInputEarlyIsJudgedByItsStatus(status: Int, expected: DeliveryOutcome) async throws {
        let world = try await SendmailWorld(script: "exec <&-; exit \(status)")
        let message = try Message.sample(text: String(repeating: "0123456789\n", count: 70_000))
        #expect(await world.sendmail().deliver(message) == expected)
    }

    @Test func reasonQuotesTheBeginningOfTheComplaintOnOneLine() async throws {
        let world = try await SendmailWorld(
            script:
                #"echo elsewhere; printf 'postdrop: \033[1mno\000 queue\r\n\tforged:\303\251 line\n' >&2; exit 75"#
        )
        let outcome = try await world.sendmail().deliver(.sample())
        let reason = "exit status 75: postdrop: ?[1mno? queue forged:?? line"
        #expect(outcome == .temporaryFailure(reason: reason, exitStatus: 75))
    }

    @Test func megabytesOfOutputNeitherBlockTheProgramNorReachTheReason() async throws {
        let world = try await SendmailWorld(
            script: "head -c 3000000 /dev/zero; head -c 3000000 /dev/zero >&2; exit 75")
        let outcome = try await world.sendmail().deliver(.sample())
        let reason = "exit status 75: " + String(repeating: "?", count: 300)
        #expect(outcome == .temporaryFailure(reason: reason, exitStatus: 75))
    }

    @Test func missingProgramIsATemporaryFailureThatNamesIt() async throws {
        let world = try await SendmailWorld()
        let outcome = try await world.sendmail().deliver(.sample())
        guard case .temporaryFailure(let reason, nil) = outcome else { throw Unexpected(outcome: outcome) }
        #expect(reason.contains(world.program))
    }

    @Test(arguments: ["", "/", "/etc/passwd", "/no/such/program"])
    func whatCannotBeRunIsATemporaryFailure(path: String) async throws {
        let outcome = try await Sendmail(path: path).deliver(.sample())
        guard case .temporaryFailure = outcome else { throw Unexpected(outcome: outcome) }
    }
}

/// A delivery that ended another way than the test is about.
struct Unexpected: Error {
    let outcome: DeliveryOutcome
}
