import Glibc
import TestSite
import Testing

extension FaultTests {
    /// Checkpoints of several processes, while several processes commit.
    @EndToEnd
    @Suite struct CheckpointTests {
        @Test func checkpointsAndCommitsOfSeveralProcessesDoNoHarmToEachOther() throws {
            let site = try Site(processes: 4, settings: ["MOVIE_BAG_LOG_LEVEL": "warning", "MOVIE_BAG_LIMITS": "no"])
            // Each of these movies takes some 30 frames of the log, each 1,000 frames bring a checkpoint by every
            // process, and after 8,000 the log has to start anew.
            let load = try MixedLoad(site, writers: 16, size: .large, stock: 4, seed: SeededChoices.seed)
            let rounds = Scale.choose(short: 1, full: 6)
            let length = Scale.choose(short: 2, full: 10)
            let observer = try CheckpointObserver(of: site.database)
            for number in 1...rounds {
                try load.round("round \(number)") {
                    sleep(UInt32(length))
                    // However slow the disk is.
                    try wait(for: "a new start of the log") { try observer.newLogs >= number }
                }
            }
            let seen = try observer.end()
            let figures = load.figures
            #expect(seen.checkpoints >= rounds)
            // Of 8,000 frames; they go on writing while one of them waits for its turn to start it anew.
            #expect(seen.longestLog < 64 << 20)
            // With a sanitizer the writers take longer than a large write may wait for them, and some are refused in time.
            if !Sanitizers.areOn {
                #expect(figures.unanswered == 0)
                for service in site.services { #expect(try service.complaints() == []) }
            }
            try FaultReport.add(
                "checkpoints against commits, 4 processes, 16 writers of large movies",
                extent: "\(rounds * length) s, \(figures.acknowledged) changes, at least \(seen.checkpoints) "
                    + "checkpoints, \(seen.newLogs) new starts of the log, at most \(seen.longestLog >> 20) MiB long",
                outcome: "integrity ok, every change there, the slowest after \(figures.slowest.milliseconds) ms")
        }
    }
}
