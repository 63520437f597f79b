import TestSite
import Testing

extension FaultTests {
    /// What those who ask for a mail notice of a mail program that fails: nothing.
    @EndToEnd
    @Suite struct RequestLatencyTests {
        /// How many mail programs a service has at the same time.
        private static let atOnce = 4

        /// ASVS 16.5.2
        @Test(arguments: DeliveryFault.allCases)
        func noRequestWaitsForTheMailProgramAndNoMailIsLost(fault: DeliveryFault) throws {
            let sendmail = try FaultySendmail()
            let site = try Self.site(sendmail)
            try fault.strike(sendmail)
            // With every place taken by a program that hangs, mails wait in the outbox.
            for _ in 0..<Self.atOnce { try site.forget("ann@example.org") }
            if fault == .hanging {
                try wait(for: "hanging programs") { try sendmail.messageIDs(.began).count == Self.atOnce }
            }
            let figures = try measure(site, against: try Self.site(FaultySendmail()))
            #expect(try sendmail.messageIDs(.took).isEmpty)
            let mails = try site.mails()
            #expect(mails == Self.atOnce + figures.broken.count)
            if fault != .hanging {
                try wait(for: "an attempt of each") { try site.mails(where: "problem IS NULL") == 0 }
            }

            try sendmail.behave()
            try sendmail.letGo()
            // Longer than the waits after three attempts, and short of a lease.
            try site.letTimePassInTheOutbox(seconds: 90)
            try site.forget("ann@example.org")
            try site.waitForEmptyOutbox()
            let taken = try sendmail.messageIDs(.took)
            #expect(taken.count == mails + 1)
            #expect(Set(taken).count == mails + 1)
            try figures.report("requests for mails, sendmail \(fault.rawValue)", outcome: "0 of \(mails) mails lost")
        }

        @Test func noRequestWaitsForASlowMailProgram() throws {
            let sendmail = try FaultySendmail(before: "sleep 0.5")
            let site = try Self.site(sendmail)
            let figures = try measure(site, against: try Self.site(FaultySendmail()))
            try sendmail.behave()
            try site.waitForEmptyOutbox()
            #expect(try sendmail.messageIDs(.took).count == figures.broken.count)
            try figures.report("requests for mails, sendmail slow", outcome: "0 of \(figures.broken.count) mails lost")
        }

        @Test func noRequestIsRefusedAMailThatCanNeverBeDelivered() throws {
            let sendmail = try FaultySendmail(before: "exit 67")
            let site = try Self.site(sendmail)
            let figures = try measure(site, against: try Self.site(FaultySendmail()))
            let mails = figures.broken.count
            try wait(for: "dead letters") {
                try site.mails(where: "buried > 0 AND problem = 'exit status 67'") == mails
            }
            #expect(try site.mails() == mails)
            try figures.report(
                "requests for mails, sendmail exit status 67", outcome: "\(mails) of \(mails) kept as dead letters")
        }

        private static func site(_ sendmail: FaultySendmail) throws -> Site {
            let site = try Site(settings: ["MOVIE_BAG_SENDMAIL": sendmail.path, "MOVIE_BAG_LIMITS": "no"])
            try site.signUp("ann@example.org")
            return site
        }

        /// Sends requests to the site of a failing program and to that of a good one in turn, so that whatever else
        /// the machine does meets both, and compares.
        private func measure(_ broken: Site, against good: Site) throws -> Figures {
            let connections = (broken: try broken.client.connect(), good: try good.client.connect())
            var figures = Figures()
            for _ in 0..<Scale.choose(short: 20, full: 300) {
                figures.broken.append(
                    try ContinuousClock().measure { try broken.forget("ann@example.org", on: connections.broken) })
                figures.good.append(
                    try ContinuousClock().measure { try good.forget("ann@example.org", on: connections.good) })
            }
            // A machine's noise is less, and a wait for any of these programs more.
            #expect(figures.broken.median < figures.good.median * 2 + .milliseconds(20))
            return figures
        }

        /// How long requests took.
        private struct Figures {
            var broken: [Duration] = []
            var good: [Duration] = []

            func report(_ fault: String, outcome: String) throws {
                try FaultReport.add(
                    fault, extent: "\(broken.count) requests",
                    outcome: """
                        median \(broken.median.inMilliseconds) ms, with a good one \(good.median.inMilliseconds) ms; \
                        longest \((broken.max() ?? .zero).inMilliseconds) ms and \
                        \((good.max() ?? .zero).inMilliseconds) ms; \(outcome)
                        """)
            }
        }
    }
}

extension [Duration] {
    fileprivate var median: Duration { sorted()[count / 2] }
}
