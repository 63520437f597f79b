import Glibc
import TestSite
import Testing

extension FaultTests {
    /// Services that are killed at any moment while clients write.
    @EndToEnd
    @Suite struct KillTests {
        private nonisolated static let kills = Scale.choose(short: 12, full: 200)
        private nonisolated static let limit = Duration.seconds(2) * Sanitizers.slowness

        /// ASVS 2.3.3
        @Test func whatWasAcknowledgedOutlivesTheProcessAndNothingIsHalfDone() throws {
            try kill(processes: 1) { _, _ in [0] }
        }

        @Test func whatWasAcknowledgedOutlivesAnyOfFourProcessesOnOneDatabase() throws {
            try kill(processes: 4) { kill, choices in
                kill % 4 == 3 ? Array(0..<4) : [choices.number(in: 0...3)]
            }
        }

        /// Kills those processes that `victims` chooses, again and again.
        private func kill(processes: Int, victims: (Int, inout SeededChoices) -> [Int]) throws {
            let site = try Site(
                processes: processes, settings: ["MOVIE_BAG_LOG_LEVEL": "error", "MOVIE_BAG_LIMITS": "no"])
            var choices = SeededChoices(seed: SeededChoices.seed)
            let load = try MixedLoad(site, writers: 8, seed: SeededChoices.seed)
            var longest = Duration.zero
            var checkpoints = 0
            for number in 0..<Self.kills {
                let victims = victims(number, &choices).map { site.services[$0] }
                // Long enough to meet each part of a commit and of a checkpoint, which comes each 1,000 frames.
                let moment = choices.number(in: 1...Scale.choose(short: 120, full: 400))
                try load.round("kill \(number + 1) after \(moment) ms") {
                    usleep(UInt32(moment * 1000))
                    try site.kill(victims)
                    // With several processes, those that live on may be at it themselves.
                    if try CheckpointState(of: site.database).isUnfinished { checkpoints += 1 }
                    longest = max(longest, try site.restart(victims))
                }
            }
            #expect(longest < Self.limit, "FAULT_SEED=\(load.seed)")
            // Were next to nothing written, nothing would be proven.
            #expect(load.figures.acknowledged > 5 * Self.kills)
            try FaultReport.add(
                processes == 1
                    ? "kill -9 under 8 writers" : "kill -9 under 8 writers, of one of \(processes) processes or of all",
                extent: "\(Self.kills) kills, "
                    + (processes == 1 ? "\(checkpoints) of them inside a checkpoint, " : "") + load.figures.extent,
                outcome: "0 missing, 0 half done, integrity ok; ready after \(longest.milliseconds) ms at most; "
                    + load.figures.outcome)
        }
    }
}
