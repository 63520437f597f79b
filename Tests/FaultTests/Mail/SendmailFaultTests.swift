import Mail
import MovieBag
import TestSite
import Testing

extension FaultTests {
    /// A mail program that fails in every way it can. The clock stands still unless a test moves it, so that hours of
    /// trying again take a moment.
    @EndToEnd
    @Suite struct SendmailFaultTests {
        /// The waits between attempts: twice as long each time, and an hour at most.
        private static let waits = Scale.choose(
            short: [10, 20, 40], full: [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600, 3600])

        private let sendmail: FaultySendmail

        init() throws {
            sendmail = try FaultySendmail()
        }

        @Test(arguments: DeliveryFault.allCases)
        func everyMailIsTriedAgainAfterLongerAndLongerWaitsUntilItIsDelivered(fault: DeliveryFault) throws {
            let delivery = try Delivery(sendmail, deadline: fault.deadline)
            try fault.strike(sendmail)
            let mails = try (0..<3).map { _ in try delivery.write() }
            let reason = fault.reason(sendmail)
            try expectAttempts(of: mails, in: delivery, happenedBefore: 0) { $0.hasPrefix(reason) }
            try expectDelivery(of: mails, in: delivery, happenedBefore: Self.waits.count * mails.count)
            try FaultReport.add(
                "sendmail: \(fault.rawValue)", extent: "\(mails.count) mails, \(Self.waits.count) attempts each",
                outcome: "0 lost, tried again after \(Self.waits[0]) s to \(Self.waits.last!) s, delivered once each")
        }

        @Test func everyExitStatusMakesTheMailWaitOrADeadLetter() throws {
            let delivery = try Delivery(sendmail, deadline: .seconds(60))
            // The first mail's Message-ID begins with 000000000000000000000001, and so on: exit status 64 to 78.
            try sendmail.behave(before: "number=${id#<}; exit $((63 + 0x${number%%@*}))")
            let mails = try (64...78).map { _ in try delivery.write() }
            let dead = [64, 65, 67].map { mails[$0 - 64] }
            let waiting = mails.filter { !dead.contains($0) }
            let buried = try delivery.events(mails.count).compactMap { event -> OutboxMailID? in
                guard case .deadLetter(let mail, attempt: 1, _) = event else { return nil }
                return mail
            }
            #expect(Set(buried) == Set(dead))
            try expectAttempts(of: waiting, in: delivery, happenedBefore: dead.count) { $0.hasPrefix("exit status ") }
            try expectDelivery(of: waiting, in: delivery, happenedBefore: dead.count + Self.waits.count * waiting.count)
            for (index, mail) in mails.enumerated() {
                let row =
                    dead.contains(mail)
                    ? Delivery.Row(attempts: 1, isBuried: true, problem: "exit status \(64 + index)") : nil
                #expect(try delivery.row(mail) == row)
            }
            try FaultReport.add(
                "sendmail: exit status 64 to 78",
                extent: "\(mails.count) mails, \(Self.waits.count) attempts each of \(waiting.count)",
                outcome:
                    "0 lost: \(dead.count) kept as dead letters (64, 65, 67), the others delivered once each"
            )
        }

        @Test func aDeadLetterStaysWhileOthersGoOut() throws {
            let delivery = try Delivery(sendmail, deadline: .seconds(60))
            try sendmail.behave(before: "echo 'nobody here' >&2; exit 67")
            let dead = try delivery.write()
            #expect(try delivery.events(1) == [.deadLetter(dead, attempt: 1, reason: "exit status 67: nobody here")])
            try sendmail.behave()
            delivery.letTimePass(.seconds(100_000))
            let next = try delivery.write()
            #expect(try delivery.events(2).last == .delivered(next, attempt: 1))
            let row = Delivery.Row(attempts: 1, isBuried: true, problem: "exit status 67: nobody here")
            #expect(try delivery.row(dead) == row)
        }

        @Test func aMailIsNotTriedBeforeItsTimeHasCome() throws {
            let delivery = try Delivery(sendmail, deadline: .seconds(60))
            try sendmail.behave(before: "exit 75")
            let early = try delivery.write()
            _ = try delivery.events(1)
            try sendmail.behave()
            let due = delivery.clock.clock.now + .seconds(10)
            delivery.letTimePass(.milliseconds(9_999))
            // A process that leases this one would have leased the other one before, had it been due.
            let next = try delivery.write()
            #expect(try delivery.events(2).last == .delivered(next, attempt: 1))
            #expect(try delivery.nextDue() == due)
            delivery.letTimePass(.milliseconds(1))
            #expect(try delivery.events(3).last == .delivered(early, attempt: 2))
        }

        @Test func aSlowProgramDeliversEachMailAtTheFirstAttempt() throws {
            let delivery = try Delivery(sendmail, deadline: .seconds(60))
            try sendmail.behave(before: "sleep 0.1", after: "sleep 0.1")
            let mails = try (0..<6).map { _ in try delivery.write() }
            let events = try delivery.events(mails.count)
            #expect(mails.allSatisfy { events.contains(.delivered($0, attempt: 1)) })
            #expect(try sendmail.messageIDs(.took).sorted() == mails.map { "<\($0)@example.org>" })
            #expect(try delivery.nextDue() == nil)
        }

        /// Expects that all of the mails fail together once for each wait. Mends the program before the last wait
        /// is over.
        private func expectAttempts(
            of mails: [OutboxMailID], in delivery: Delivery, happenedBefore before: Int,
            reason isReason: (String) -> Bool
        ) throws {
            for (index, wait) in Self.waits.enumerated() {
                let events = try delivery.events(before + mails.count * (index + 1))
                let next = delivery.clock.clock.now + .seconds(wait)
                let postponed = events.compactMap { event -> OutboxMailID? in
                    guard case .postponed(let mail, attempt: index + 1, until: next, let reason) = event else {
                        return nil
                    }
                    #expect(isReason(reason), "\(reason)")
                    return mail
                }
                #expect(Set(postponed) == Set(mails), "attempt \(index + 1)")
                #expect(try sendmail.messageIDs(.took).isEmpty)
                if index == Self.waits.count - 1 { try sendmail.behave() }
                delivery.letTimePass(.seconds(wait))
            }
        }

        /// Expects that each of the mails is delivered by the next attempt, once, and none waits any longer.
        private func expectDelivery(of mails: [OutboxMailID], in delivery: Delivery, happenedBefore before: Int)
            throws
        {
            let events = try delivery.events(before + mails.count)
            let attempt = Self.waits.count + 1
            #expect(mails.allSatisfy { events.contains(.delivered($0, attempt: attempt)) })
            #expect(try sendmail.messageIDs(.took).sorted() == mails.map { "<\($0)@example.org>" })
            #expect(try delivery.nextDue() == nil)
        }
    }
}
