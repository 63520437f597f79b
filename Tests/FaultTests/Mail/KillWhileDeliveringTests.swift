import TestSite
import Testing

extension FaultTests {
    /// A service that is killed while mail programs run for it.
    ///
    /// They are processes of their own and go on without it, so what was in delivery at a kill mostly arrives, and
    /// nobody is left to write that down: it is delivered again after its lease. Mail programs that are quick run one at a
    /// time, so a kill repeats one mail at most.
    @EndToEnd
    @Suite struct KillWhileDeliveringTests {
        private static let mailsARound = 8

        @Test func everyMailArrivesAndAKillRepeatsOnlyWhatWasInDelivery() throws {
            let kills = Scale.choose(short: 8, full: 200)
            // The kill hits runs in each of their phases.
            let sendmail = try FaultySendmail(before: "sleep 0.02", after: "sleep 0.02")
            let site = try Site(settings: ["MOVIE_BAG_SENDMAIL": sendmail.path, "MOVIE_BAG_LIMITS": "no"])
            try site.signUp("ann@example.org")

            var deliveries = Deliveries()
            for round in 0..<kills {
                try ask(site)
                let step = [FaultySendmail.Step.began, .took, .ended][round % 3]
                let enough = 1 + round % 5
                try wait(for: "\(enough) mails that \(step)") { try sendmail.messageIDs(step).count >= enough }
                try site.service.crash()
                try wait(for: "the end of every mail program") { try !sendmail.isRunning(for: site.service) }

                let leased = try leasedMails(in: site)
                #expect(leased.count <= 1)
                deliveries.note(try sendmail.messageIDs(.took), repeating: leased)
                try sendmail.forgetNotes()
                // The lease of the dead process, which lasts for three minutes, comes to its end.
                try site.letTimePassInTheOutbox(seconds: 180)
                try site.service.restart()
            }
            try site.waitForEmptyOutbox(limit: .seconds(120))
            deliveries.note(try sendmail.messageIDs(.took), repeating: [])

            let mails = kills * Self.mailsARound
            #expect(deliveries.count.count == mails, "each mail at least once")
            #expect(deliveries.count.allSatisfy { $1 <= 1 + deliveries.hits[$0, default: 0] })
            let repeated = deliveries.count.values.reduce(0) { $0 + $1 - 1 }
            #expect(deliveries.repeatedByKill.allSatisfy { $0 <= 1 }, "at most one mail again for a kill")
            #expect(repeated == deliveries.repeatedByKill.reduce(0, +))
            try FaultReport.add(
                "service killed (`kill -9`) while it delivers mail", extent: "\(kills) kills, \(mails) mails",
                outcome: """
                    \(mails - deliveries.count.count) lost; \(repeated) deliveries again, with the same Message-ID: \
                    \(deliveries.repeatedByKill.max() ?? 0) for one kill at most
                    """)
        }

        private func ask(_ site: Site) throws {
            let client = site.client
            let responses = try concurrently(Self.mailsARound) { _ in
                try client.send(Site.forgot("ann@example.org")).status
            }
            #expect(responses == Array(repeating: 200, count: Self.mailsARound))
        }

        /// The Message-IDs of what the dead process had leased and not settled: due when its lease ends, while all
        /// others have been due for a while.
        private func leasedMails(in site: Site) throws -> Set<String> {
            let ids = try site.sqlite(
                "SELECT lower(hex(id)) FROM outbox WHERE due > (strftime('%s', 'now') + 60) * 1000")
            return Set(ids.split(separator: "\n").map { "<\($0)@example.org>" })
        }
    }

    /// What was delivered how often, and why more than once. Mails are known by their Message-IDs.
    private struct Deliveries {
        private(set) var count: [String: Int] = [:]
        /// How many kills found the mail in delivery.
        private(set) var hits: [String: Int] = [:]
        /// For each kill, how many mails it left unsettled although their mail was taken: they are delivered again.
        private(set) var repeatedByKill: [Int] = []

        /// Takes note of what was taken up to a kill that left `leased` mails unsettled.
        mutating func note(_ taken: [String], repeating leased: Set<String>) {
            for id in taken { count[id, default: 0] += 1 }
            for id in leased { hits[id, default: 0] += 1 }
            repeatedByKill.append(leased.intersection(taken).count)
        }
    }
}
