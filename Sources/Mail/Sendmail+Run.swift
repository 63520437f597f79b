import Subprocess
import SystemPackage

/// Tests: SendmailTests.swift, SendmailEndingTests.swift
extension Sendmail {
    /// Runs the program to its end, which the deadline or the cancellation of this task may bring about.
    func run(arguments: [String], input: consuming FilledPipe) async throws -> DeliveryOutcome {
        var options = PlatformOptions()
        options.processGroupID = 0  // A new group, with the program as its leader.
        options.teardownSequence = [askToEnd]  // Used by the library when this task is cancelled.
        let result = try await Subprocess.run(
            .path(FilePath(path)),
            arguments: Arguments(arguments),
            environment: .custom(environment),
            platformOptions: options,
            input: .fileDescriptor(input.readEnd, closeAfterSpawningProcess: false),
            output: .discarded,
            error: .sequence,
            body: supervise)
        switch result.closureResult {
        case .ended(let complaint): return DeliveryOutcome(result.terminationStatus, complaint: complaint.line)
        case .overdue: return .temporaryFailure(reason: "not finished within \(deadline)")
        case .cancelled: return .temporaryFailure(reason: "cancelled before it had finished")
        }
    }

    private enum Ending {
        case ended(StandardErrorExcerpt)
        case overdue
        case cancelled
    }

    private typealias Program = Execution<FileDescriptorInput, DiscardedOutput, SequenceOutput>

    /// Listens to the program until it has ended, and sees to it that it does.
    private func supervise(_ program: Program) async throws -> Ending {
        let start = ContinuousClock.now
        return try await withThrowingTaskGroup(of: StandardErrorExcerpt.self) { listener in
            listener.addTask { try await Self.listen(to: program.standardError) }
            await program.teardown(using: [waitForDeadline, askToEnd])
            let isOverdue = start.duration(to: .now) >= deadline
            let isCancelled = Task.isCancelled
            if isOverdue || isCancelled {
                // The program is gone, but others of its group may not be. Its number cannot name another group
                // yet: the library collects the dead program, and so frees the number, only after this function has
                // returned. Failing means that the others run as another user: this process cannot end them.
                try? program.send(signal: .kill, toProcessGroup: true)
            }
            // A descendant that delivers in the background, its standard error still open, is not waited for.
            listener.cancelAll()
            let complaint = try await listener.next() ?? StandardErrorExcerpt()
            return isCancelled ? .cancelled : isOverdue ? .overdue : .ended(complaint)
        }
    }

    /// Reads to the end and keeps the beginning, so that a full pipe never holds up a program that prints much.
    private static func listen(to output: SubprocessOutputSequence) async throws -> StandardErrorExcerpt {
        var complaint = StandardErrorExcerpt()
        for try await buffer in output {
            complaint.append(buffer.withUnsafeBytes { Array($0) })
            if Task.isCancelled && complaint.isComplete { break }
        }
        return complaint
    }

    /// The library can wait for a program only as part of ending it. Signal 0 is never delivered (kill(2)), so as a
    /// first step it makes of that a wait with a limit.
    private var waitForDeadline: TeardownStep {
        .send(signal: Signal(rawValue: 0), allowedDurationToNextStep: deadline)
    }

    private var askToEnd: TeardownStep {
        .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: grace)
    }
}
