import TestSite
import Testing

extension FaultTests {
    /// The power fails in every moment that a record has, and the database is opened from what the disk may hold then.
    @EndToEnd
    @Suite struct ReplayTests {
        @Test func nothingAcknowledgedIsMissingWhereverThePowerFails() throws {
            let record = try StorageRecord(writers: 8, movies: Scale.choose(short: 3, full: 20))
            let requests = record.requests
            #expect(requests.allSatisfy { $0.response?.isSuccess == true })
            #expect(ReplayPromises(requests, at: .max).count == requests.count)
            let cuts = Set(Self.cuts(record.events, atMost: Scale.choose(short: 48, full: .max)))

            var disk = ReplayDisk(database: record.database)
            var inspection = try ReplayInspection()
            var generator = SeededChoices(seed: 20_260_131)
            for (index, timed) in record.events.enumerated() {
                disk.take(timed.event)
                guard cuts.contains(index) else { continue }
                let promises = ReplayPromises(requests, at: timed.time)
                let title = "event \(index) of \(record.events.count), \(promises.count) promises"
                for luck in disk.isSettled ? [.none] : ReplayDisk.Luck.allCases {
                    try inspection.add(
                        disk.files(luck, using: &generator), database: record.database, "\(title), luck \(luck)",
                        promises)
                }
            }
            try inspection.finish()
            for problem in inspection.problems.prefix(20) { Issue.record("\(problem)") }
            #expect(inspection.problems.isEmpty)
            try FaultReport.add(
                "power failure at any moment (recorded writes replayed)",
                extent: "\(cuts.count) moments, \(inspection.count) states of the disk, \(requests.count) answers",
                outcome: "\(inspection.problems.count) problems: every database opens, is whole, and misses nothing")
        }

        /// The replay itself: had the log not been flushed, or the directory, acknowledged changes would be missing.
        @Test func aFlushThatWasLeftOutIsNoticed() throws {
            let record = try StorageRecord(writers: 8, movies: 2)
            let responses = record.requests.compactMap { $0.response?.time }
            let cut = responses[responses.count / 2]
            let promises = ReplayPromises(record.requests, at: cut)
            for omitted in [record.log, TimedEvent.directory(of: record.database)] {
                var disk = ReplayDisk(database: record.database)
                var inspection = try ReplayInspection()
                var generator = SeededChoices(seed: 1)
                for timed in record.events where timed.time <= cut {
                    if case .flushed(omitted, _) = timed.event { continue }
                    disk.take(timed.event)
                }
                for luck in ReplayDisk.Luck.allCases {
                    try inspection.add(
                        disk.files(luck, using: &generator), database: record.database, "\(luck)", promises)
                }
                try inspection.finish()
                let problems = inspection.problems
                #expect(problems.contains { $0.hasPrefix("none: w") && $0.hasSuffix("is missing") }, "\(omitted)")
                #expect(!problems.contains { $0.hasPrefix("all: ") }, "\(omitted)")
            }
        }

        /// Which events to stop after: all, or half of them right behind answers, where most is promised, and half
        /// anywhere.
        private static func cuts(_ events: [TimedEvent], atMost limit: Int) -> [Int] {
            let changing = events.indices.filter { if case .received = events[$0].event { false } else { true } }
            guard changing.count > limit else { return changing }
            let responses = changing.filter { if case .sent = events[$0].event { true } else { false } }
            return [responses, changing].flatMap { all in
                (0..<limit / 2).map { all[$0 * all.count / (limit / 2)] }
            }
        }
    }
}
