import Glibc
import TestSite
import Testing
import TestFiles

extension EndToEndTests {
    /// Mails that strangers have sent: how many, and who waits for them.
    @EndToEnd
    @Suite struct MailFloodTests {
        private static let subject = "[Movie-bag] Reset Your Password"

        /// A site whose mail program takes 300 ms.
        private static func slowSite(_ settings: [String: String] = [:]) throws -> Site {
            let site = try Site(settings: settings.merging(["MOVIE_BAG_LOG_LEVEL": "notice"]) { $1 })
            // A new file takes its place: it is never open for writing where it may be run.
            let edit = try FinishedProgram(["sed", "-i", "1a sleep 0.3", site.directory["sendmail"]])
            guard edit.ending == .status(0) else { throw Failure("sed: \(edit.errors)") }
            for email in ["victim@example.org", "ann@example.org"] { try site.signUp(email) }
            return site
        }

        /// How long it takes from a request of another user's to the mail.
        private func timeOfAnotherMail(_ site: Site) throws -> Duration {
            var client = site.client
            client.source = 99
            let start = ContinuousClock.now
            #expect(try client.send(MailFlood.request("ann@example.org")).status == 200)
            _ = try site.mailbox.take(for: "ann@example.org", subject: Self.subject)
            return start.duration(to: .now)
        }

        @Test func aFloodForOneAddressSendsThreeMailsAndHoldsUpNoOther() throws {
            let site = try Self.slowSite()
            let flood = try MailFlood(8, for: "victim@example.org", at: site)
            sleep(1)
            let time = try timeOfAnotherMail(site)
            sleep(2)
            try flood.stop()
            #expect(time < .seconds(5), "\(time)")
            // Twenty for each of eight addresses, and no other response than these.
            #expect(flood.responses[200] == 160)
            #expect(Set(flood.responses.keys) == [200, 429])
            for _ in 0..<3 { _ = try site.mailbox.take(for: "victim@example.org", subject: Self.subject) }
            #expect(try site.sqlite("SELECT count(*) FROM outbox") == "0")
            #expect(try site.mailbox.untaken() == 0)
            let log = try Files.text(site.service.log)
            #expect(log.contains("notice link withheld: client 127.0.0."))
            #expect(log.contains(", POST /api/auth/forgot, retry after 35") || log.contains("retry after 3600 s"))
        }

        /// Turns alone: with the limits off, thousands of mails for the victim wait.
        @Test func aMailboxWithThousandsOfMailsHoldsUpNoOther() throws {
            let site = try Self.slowSite(["MOVIE_BAG_LIMITS": "no"])
            let flood = try MailFlood(8, for: "victim@example.org", at: site)
            try wait(for: "many mails") { flood.responses[200] ?? 0 > 500 }
            let during = try timeOfAnotherMail(site)
            try flood.stop()
            let after = try timeOfAnotherMail(site)
            #expect(during < .seconds(5), "\(during)")
            #expect(after < .seconds(5), "\(after)")
            #expect(try Int(site.sqlite("SELECT count(*) FROM outbox")) ?? 0 > 400)
        }

        /// ASVS 2.4.1
        @Test func budgetsAreSharedByProcessesAndSurviveARestart() throws {
            let site = try Site(
                processes: 2, settings: ["MOVIE_BAG_LINKS_PER_CLIENT": "4", "MOVIE_BAG_LINKS_PER_HOUR": "3"])
            try site.signUp("ann@example.org")
            /// Asks from an address; a forged field makes it no other.
            func ask(_ email: String, from source: UInt8, _ number: Int = 0) throws -> HTTPResponse {
                var client = site.client
                client.source = source
                return try client.send(MailFlood.request(email).with("X-Forwarded-For", "203.0.113.\(number)"))
            }
            func expectTooMany(_ email: String, from source: UInt8) throws {
                // Requests go to the processes in turn.
                for number in 0..<4 {
                    let response = try ask(email, from: source, number)
                    #expect(response.status == 429)
                    #expect((3500...3600).contains(Int(response["Retry-After"] ?? "") ?? 0))
                }
            }
            for number in 0..<4 { #expect(try ask("nobody@example.org", from: 1, number).status == 400) }
            try expectTooMany("nobody@example.org", from: 1)
            try expectTooMany("ann@example.org", from: 1)
            for service in site.services {
                try service.stop()
                try service.restart()
            }
            try expectTooMany("ann@example.org", from: 1)
            for _ in 0..<3 {
                #expect(try ask("ann@example.org", from: 2).status == 200)
                _ = try site.mailbox.take(for: "ann@example.org", subject: Self.subject)
            }
            // All that may be sent in an hour was sent.
            for email in ["ann@example.org", "nobody@example.org"] { try expectTooMany(email, from: 3) }
            #expect(try site.mailbox.untaken() == 0)
        }
    }
}
