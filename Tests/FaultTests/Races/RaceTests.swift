import TestSite
import Testing

extension FaultTests {
    /// Requests of 64 clients for what only one of them may get, at two processes.
    @EndToEnd
    @Suite struct RaceTests {
        /// ASVS 2.3.4, 15.4.2
        @Test(arguments: RaceKind.allCases) func oneOutcomeComesOfEachRaceAtTwoProcesses(_ kind: RaceKind) throws {
            var driver = try RaceDriver(kind)
            for _ in 0..<Scale.choose(short: 2, full: 20) { try driver.run(nil, seed: SeededChoices.seed) }
            let figures = driver.figures
            try FaultReport.add(
                "nothing: \(kind.rawValue), \(RaceDriver.clients) clients at once, 2 processes",
                extent:
                    "\(figures.rounds) rounds, \(figures.acknowledged) requests acknowledged, \(figures.refused) refused",
                outcome: "one outcome each, 0 half done")
        }
    }
}
