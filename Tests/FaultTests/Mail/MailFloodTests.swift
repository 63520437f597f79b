import Glibc
import TestSite
import Testing

extension FaultTests {
    /// Mails to one address that strangers ask for without end, and the mails of others meanwhile.
    @EndToEnd
    @Suite struct MailFloodTests {
        private static let clients = Scale.choose(short: 4, full: 8)
        private static let others = Scale.choose(short: 2, full: 12)
        private static let victim = "victim@example.org"

        /// With the limits, and with nothing but the turns of mailboxes.
        @Test(arguments: ["yes", "no"])
        func aFloodForOneAddressHoldsUpNoOtherMail(limits: String) throws {
            let sendmail = try FaultySendmail(before: "sleep 0.3")
            let site = try Site(settings: [
                "MOVIE_BAG_SENDMAIL": sendmail.path, "MOVIE_BAG_LIMITS": limits, "MOVIE_BAG_LOG_LEVEL": "error",
            ])
            try site.signUp(Self.victim)
            for number in 0..<Self.others { try site.signUp(Self.email(number)) }

            let quiet = try times(site, sendmail)
            let flood = try MailFlood(Self.clients, for: Self.victim, at: site)
            try wait(for: "a flood") { flood.responses.values.reduce(0, +) > 500 }
            let flooded = try times(site, sendmail, pause: Scale.choose(short: 0, full: 4))
            let waiting = try site.mails()
            try flood.stop()

            let responses = flood.responses
            let mails = try sendmail.notes().count { $0.step == .took && $0.recipient == Self.victim }
            let slowest = flooded.max() ?? .zero
            #expect(Set(responses.keys).isSubset(of: [200, 429]))
            #expect(slowest < .seconds(5))
            if limits == "yes" {
                #expect(mails == 3)
                #expect(responses[200] == 20 * Self.clients)
            } else {
                #expect(waiting > 100)
            }
            try FaultReport.add(
                "a flood of requests for mails to one address, with a mail program of 300 ms, `MOVIE_BAG_LIMITS=\(limits)`",
                extent: """
                    \(Self.clients) clients, \(responses[200] ?? 0) requests answered 200 and \(responses[429] ?? 0) \
                    answered 429; \(flooded.count) mails of others
                    """,
                outcome: """
                    \(mails) mails to that address, \(waiting) in the outbox; the mail of another after \
                    \(slowest.milliseconds) ms at most (quiet \((quiet.max() ?? .zero).milliseconds) ms)
                    """)
        }

        /// How long each of the others waits for a mail.
        private func times(_ site: Site, _ sendmail: FaultySendmail, pause: UInt32 = 0) throws -> [Duration] {
            try (0..<Self.others).map { number in
                sleep(pause)
                let before = try Self.mails(to: number, sendmail)
                var client = site.client
                client.source = UInt8(100 + number)
                let start = ContinuousClock.now
                #expect(try client.send(MailFlood.request(Self.email(number))).status == 200)
                try wait(for: "a mail", limit: .seconds(60)) { try Self.mails(to: number, sendmail) > before }
                return start.duration(to: .now)
            }
        }

        private static func mails(to number: Int, _ sendmail: FaultySendmail) throws -> Int {
            try sendmail.notes().count { $0.step == .took && $0.recipient == email(number) }
        }

        private static func email(_ number: Int) -> String { "user\(number)@example.org" }
    }
}
