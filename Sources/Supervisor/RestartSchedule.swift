/// How long to wait before a worker process that has ended is started again.
///
/// One that has served for a while is replaced at once. When they keep ending soon after their start, something is wrong
/// that a start does not fix, and each attempt waits longer.
///
/// Tests: StateMachineTests.swift
struct RestartSchedule {
    /// A process that lived so long was well.
    static let wellAfter = Duration.seconds(10)
    private static let delays: [Duration] = [
        .zero, .milliseconds(250), .milliseconds(500), .seconds(1), .seconds(2), .seconds(4), .seconds(8), .seconds(15),
        .seconds(30),
    ]

    private var earlyEnds = 0

    /// Takes note of an end.
    ///
    /// - Returns: how long after it to start the next.
    mutating func delay(afterLifeOf life: Duration) -> Duration {
        if life >= Self.wellAfter { earlyEnds = 0 }
        defer { earlyEnds += 1 }
        return Self.delays[min(earlyEnds, Self.delays.count - 1)]
    }

    /// Forgets what has been, as after a change of settings.
    mutating func reset() {
        earlyEnds = 0
    }
}
