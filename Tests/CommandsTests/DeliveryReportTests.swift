import Mail
import Testing

@testable import Commands

@Suite struct DeliveryReportTests {
    private func text(_ outcome: DeliveryOutcome) throws -> String {
        let sender = try #require(EmailAddress("movies@bag.se"))
        let recipient = try #require(EmailAddress("ann@bag.se"))
        return DeliveryReport(outcome, sendmail: "/usr/sbin/sendmail", sender: sender, recipient: recipient).text
    }

    @Test func takenIsNotDelivered() throws {
        let text = try text(.delivered)
        #expect(text.hasPrefix("/usr/sbin/sendmail has taken the message from movies@bag.se to ann@bag.se."))
        #expect(text.contains("does not say that it was delivered"))
    }

    @Test(arguments: [
        (64, "bad usage"), (65, "does not know the recipient"), (67, "does not know the recipient"),
        (68, "a host is unknown"), (69, "not now"), (71, "failure of the system"), (75, "not now"),
        (77, "not allowed"), (78, "its own configuration"), (1, "manual says what 1 means"),
    ])
    func eachStatusIsExplained(status: Int, meaning: String) throws {
        for outcome in [
            DeliveryOutcome.temporaryFailure(reason: "its words", exitStatus: status),
            .permanentFailure(reason: "its words", exitStatus: status),
        ] {
            #expect(try text(outcome).contains(meaning))
        }
    }

    @Test(arguments: [
        "/x could not be run: not found", "not finished within 60.0 seconds", "ended by signal 9",
        "exit status 64: not said by it",
    ])
    func whatIsNoStatusIsExplainedToo(reason: String) throws {
        let text = try text(.temporaryFailure(reason: reason))
        #expect(text.contains(reason) && text.contains("ls -l /usr/sbin/sendmail"))
    }
}
