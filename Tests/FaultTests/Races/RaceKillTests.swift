import TestSite
import Testing

extension FaultTests {
    /// The same races, in which worker processes, their supervisor or all of them are killed.
    @EndToEnd
    @Suite struct RaceKillTests {
        /// ASVS 2.3.3
        @Test(arguments: RaceKind.allCases) func oneOutcomeOrNoneComesOfEachRaceInWhichProcessesAreKilled(
            _ kind: RaceKind
        ) throws {
            var driver = try RaceDriver(kind)
            var choices = SeededChoices(seed: SeededChoices.seed)
            for round in 1...Scale.choose(short: 3, full: 40) {
                try driver.run(RaceKill(round, &choices), seed: SeededChoices.seed)
            }
            let figures = driver.figures
            // If every request were answered, or none was, nothing would be proven.
            let answered = figures.acknowledged + figures.refused
            #expect(figures.unknown > 0 && answered > 0, "FAULT_SEED=\(SeededChoices.seed)")
            try FaultReport.add(
                "kill -9 of workers, supervisor or both (2 processes): \(kind.rawValue), \(RaceDriver.clients) clients at once",
                extent: """
                    \(figures.rounds) kills, \(figures.acknowledged) requests acknowledged, \(figures.refused) refused, \
                    \(figures.unknown) not answered
                    """,
                outcome: """
                    one outcome in \(figures.rounds - figures.withoutOutcome) rounds, \(figures.unacknowledged) of them \
                    not acknowledged, none in \(figures.withoutOutcome); 0 half done, integrity ok
                    """)
        }
    }
}
