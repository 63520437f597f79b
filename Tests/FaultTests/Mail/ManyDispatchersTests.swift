import TestSite
import Testing

extension FaultTests {
    /// Several services that deliver from one outbox, and nothing breaks.
    @EndToEnd
    @Suite struct ManyDispatchersTests {
        private static let processes = 4

        @Test func ofFourServicesExactlyOneDeliversEachMail() throws {
            let mails = Scale.choose(short: 60, full: 1000)
            let sendmail = try FaultySendmail()
            try sendmail.behave(before: sendmail.untilLetGo)
            let site = try Site(
                processes: Self.processes, settings: ["MOVIE_BAG_SENDMAIL": sendmail.path, "MOVIE_BAG_LIMITS": "no"])
            try site.signUp("ann@example.org")
            let client = site.client
            // Each service has its four mail programs hang, and every other mail waits for whoever is free first.
            _ = try concurrently(4) { _ in
                let connection = try client.connect()
                for _ in 0..<mails / 4 {
                    let response = try connection.exchange(Site.forgot("ann@example.org"))
                    guard response.status == 200 else { throw Failure("forgot: \(response.status) \(response.text)") }
                }
            }
            try wait(for: "busy services") { try sendmail.messageIDs(.began).count == 4 * Self.processes }
            #expect(try site.mails() == mails)

            let start = ContinuousClock.now
            try sendmail.letGo()
            try site.waitForEmptyOutbox(limit: .seconds(120))
            let tenths = (start.duration(to: .now) / .milliseconds(100)).rounded()
            let taken = try sendmail.messageIDs(.took)
            #expect(taken.count == mails)
            #expect(Set(taken).count == mails)
            for service in site.services { #expect(try Files.text(service.log).contains(" delivered, attempt 1")) }
            try FaultReport.add(
                "nothing: \(Self.processes) services deliver from one outbox", extent: "\(mails) mails",
                outcome: "\(taken.count) deliveries of \(Set(taken).count) mails in \(tenths / 10) s")
        }
    }
}
