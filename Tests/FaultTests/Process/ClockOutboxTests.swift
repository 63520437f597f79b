import Glibc
import TestSite
import Testing
import TestFiles

extension FaultTests {
    /// Mails, when the clock is set while they wait or are being sent.
    @EndToEnd
    @Suite(.enabled(if: SettableClock.isUsable, "needs the Debian package faketime, and no sanitizer"))
    struct ClockOutboxTests {
        private let world: ClockSite
        private let site: Site
        private let sendmail: String

        init() throws {
            world = try ClockSite()
            site = world.site
            sendmail = try Files.text(site.directory["sendmail"])
            try site.signUp("ann@example.org")
            try site.signUp("bob@example.org")
        }

        @Test func aMailThatWaitsIsTriedAgainInTimeWhenTheClockIsSetBackAnHour() throws {
            try world.replaceSendmail("#!/bin/sh\nexit 75\n")
            try askForReset()
            try waitForPostponement()
            try world.setClock(ahead: -ClockSite.hour)
            try hurry()
            let wait = try waitForMail(subject: "[Movie-bag] Reset Your Password")
            try FaultReport.add(
                "clock set back an hour while a mail waits to be tried again", extent: "once",
                outcome: "delivered after \(wait.milliseconds) ms")
        }

        @Test func aMailThatWasPostponedTenYearsAheadDoesNotWaitForThem() throws {
            let reset = try site.requestReset(for: "ann@example.org")
            try world.replaceSendmail("#!/bin/sh\nexit 75\n")
            #expect(try site.reset(reset, to: "a new password").status == 200)
            try waitForPostponement()
            try world.setClock(ahead: ClockSite.tenYears)
            // Its time has come, says the clock; so it is tried again, and postponed until ten years from now.
            try hurry()
            try wait(for: "another try") { try Files.text(site.service.log).contains(" after attempt 2: ") }
            try world.setClock(ahead: 0)
            try hurry()
            let wait = try waitForMail(subject: "[Movie-bag] Password reset successful")
            try FaultReport.add(
                "clock set ten years ahead and back while a mail waits to be tried again", extent: "once",
                outcome: "delivered after \(wait.milliseconds) ms")
        }

        /// The bound holds at a start too, when nobody has seen the clock being set.
        @Test func aMailThatWasPostponedTenYearsAheadDoesNotWaitAfterARestart() throws {
            try world.setClock(ahead: ClockSite.tenYears)
            try world.replaceSendmail("#!/bin/sh\nexit 75\n")
            try askForReset()
            try waitForPostponement()
            try site.service.stop()
            try world.setClock(ahead: 0)
            try site.service.restart()
            try waitForMail(subject: "[Movie-bag] Reset Your Password")
        }

        @Test(arguments: [[ClockSite.tenYears, 0], [-ClockSite.hour]])
        func aMailInDeliveryIsSentOnceWhateverTheClockSays(_ times: [Int]) throws {
            let (running, gate) = (site.directory["running"], site.directory["gate"])
            // Bounded: a mail program that waits for ever would outlive the test.
            let script =
                "touch '\(running)'; n=0; while [ ! -e '\(gate)' ] && [ $n -lt 200 ]; do n=$((n+1)); sleep 0.1; done\n"
            try world.replaceSendmail(sendmail.replacing("#!/bin/sh\n", with: "#!/bin/sh\n" + script))
            try askForReset()
            try wait(for: "the mail program") { Files.inode(running) != nil }
            for (number, ahead) in times.enumerated() {
                try world.setClock(ahead: ahead)
                // Its lease seems over, or far too long; the dispatcher leases it anew.
                try hurry()
                try wait(for: "another lease") { try attempts() >= number + 2 }
            }
            try Files.write("", to: gate)
            try wait(for: "an empty outbox") { try site.sqlite("SELECT count(*) FROM outbox") == "0" }
            _ = try site.mailbox.take(for: "ann@example.org", subject: "[Movie-bag] Reset Your Password")
            let toOthers = Scale.isFull ? 0 : times.count
            #expect(try site.mailbox.untaken() == toOthers, "the mail was sent twice")
            try FaultReport.add(
                times.count > 1
                    ? "clock set ten years ahead and back while a mail is being delivered"
                    : "clock set back an hour while a mail is being delivered",
                extent: "once", outcome: "delivered once")
        }

        private func askForReset() throws {
            #expect(try site.client.post("/api/auth/forgot", json: #"{"email":"ann@example.org"}"#).status == 200)
        }

        /// Wakes the dispatcher by a mail to somebody else, where there is no time to wait until he looks by himself.
        private func hurry() throws {
            guard !Scale.isFull else { return }
            #expect(try site.client.post("/api/auth/forgot", json: #"{"email":"bob@example.org"}"#).status == 200)
        }

        /// How often the first mail was leased.
        private func attempts() throws -> Int {
            Int(try site.sqlite("SELECT attempts FROM outbox ORDER BY id LIMIT 1")) ?? 0
        }

        private func waitForPostponement() throws {
            try wait(for: "a first try") { try Files.text(site.service.log).contains(" postponed to ") }
        }

        /// Mends sendmail and waits for a mail; the wait there would be without any fault is 12.5 seconds at most.
        @discardableResult
        private func waitForMail(subject: String) throws -> Duration {
            let start = ContinuousClock.now
            try world.replaceSendmail(sendmail)
            _ = try site.mailbox.take(for: "ann@example.org", subject: subject)
            return ContinuousClock.now - start
        }
    }
}
