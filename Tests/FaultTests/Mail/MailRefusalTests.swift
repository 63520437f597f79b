import TestSite
import Testing

extension FaultTests {
    /// A mail server that refuses, behind a real mail system.
    ///
    /// msmtp has no queue: it tells the service, which tries again or keeps a dead letter. dma has one: it answers for
    /// the mail once it has it, tries again by itself, and sends word of a failure to `MOVIE_BAG_MAIL_FROM`.
    @EndToEnd
    @Suite struct MailRefusalTests {
        @Test(.enabled("needs msmtp") { MailSystem.Kind.msmtp.canRun })
        func whatTheServerRefusesForNowIsTriedAgainThroughMsmtp() throws {
            let system = try system(.msmtp, refusing: "450 4.2.1 later")
            try system.site.forget("ann@mail.example.com")
            try wait(for: "an attempt") {
                try system.site.mails(where: "problem LIKE 'exit status 69: %450 4.2.1 later%'") == 1
            }
            try system.sink.refuse(with: nil)
            try system.site.letTimePassInTheOutbox(seconds: 20)
            // Asking for one more mail wakes the dispatcher.
            try system.site.forget("ann@mail.example.com")
            try system.site.waitForEmptyOutbox()
            #expect(try system.sink.count() == 2)
            try FaultReport.add(
                "mail server: 450 (msmtp)", extent: "a mail", outcome: "msmtp exits with 69; tried again, and arrived")
        }

        /// What is wrong with the host for a while, and how msmtp reports it.
        enum HostTrouble: String, CaseIterable, Sendable {
            case closedPort = "its port is closed"
            case refusedLogIn = "it answers AUTH with 454"
            case missingSettings = "msmtp is not set up yet"

            var problem: String {
                switch self {
                case .closedPort: "exit status 75: %Connection refused%"
                case .refusedLogIn: "exit status 77: %454 4.7.0 not now%"
                case .missingSettings: "exit status 78: %"
                }
            }
        }

        @Test(.enabled("needs msmtp") { MailSystem.Kind.msmtp.canRun }, arguments: HostTrouble.allCases)
        func whatIsWrongWithTheHostForAWhileMakesNoDeadLetter(trouble: HostTrouble) throws {
            let system = try MailSystem(.msmtp)
            try system.site.signUp("ann@mail.example.com")
            // The password comes from a command that needs to know whose it is.
            let logIn = "auth plain\nuser ann\npasswordeval \"cd $HOME && id $LOGNAME && id $USER\""
            switch trouble {
            case .closedPort: try system.configureMSMTP(port: "1")
            case .refusedLogIn:
                try system.sink.responseLogIns(with: "454 4.7.0 not now")
                try system.configureMSMTP(logIn: logIn)
            case .missingSettings: try system.clearSettingsOfMSMTP()
            }
            try system.site.forget("ann@mail.example.com")
            try wait(for: "an attempt") {
                try system.site.mails(where: "buried IS NULL AND problem LIKE '\(trouble.problem)'") == 1
            }
            try system.sink.responseLogIns(with: "235 2.7.0 welcome")
            try system.configureMSMTP(logIn: logIn)
            try system.site.letTimePassInTheOutbox(seconds: 20)
            try system.site.forget("ann@mail.example.com")
            try system.site.waitForEmptyOutbox()
            #expect(try system.sink.count() == 2)
            try FaultReport.add(
                "mail server: \(trouble.rawValue) (msmtp)", extent: "a mail",
                outcome: "msmtp exits with \(trouble.problem.dropFirst(12).prefix(2)); tried again, and arrived")
        }

        @Test(.enabled("needs msmtp") { MailSystem.Kind.msmtp.canRun })
        func whatTheServerRefusesForGoodThroughMsmtpIsADeadLetter() throws {
            let system = try system(.msmtp, refusing: "550 5.1.1 nobody here")
            try system.site.forget("ann@mail.example.com")
            try wait(for: "a dead letter") {
                try system.site.mails(where: "buried > 0 AND problem LIKE 'exit status 65: %550 5.1.1 nobody here%'")
                    == 1
            }
            #expect(try system.sink.count() == 0)
            try FaultReport.add(
                "mail server: 550 (msmtp)", extent: "a mail", outcome: "msmtp exits with 65; kept as a dead letter")
        }

        @Test(.enabled("needs dma and root") { MailSystem.Kind.dma.canRun })
        func whatTheServerRefusesForNowIsKeptByDma() throws {
            let system = try system(.dma, refusing: "450 4.2.1 later")
            try system.site.forget("ann@mail.example.com")
            try system.site.waitForEmptyOutbox()
            #expect(try system.sink.count() == 0)
            // As when the machine goes down: nobody who waits in the background is left.
            try system.site.service.crash()
            try system.sink.refuse(with: nil)
            // The processes of the namespace end a moment after the service, and a mail that one of them still holds is not taken.
            try wait(for: "a delivery") {
                let queue = try FinishedProgram(system.launcher + [system.program, "-D", "-q"])
                #expect(queue.ending == .status(0))
                return try system.sink.count() == 1
            }
            #expect(try system.sink.message(0).recipient == "<ann@mail.example.com>")
            try FaultReport.add(
                "mail server: 450 (dma), then everything killed", extent: "a mail", outcome: "kept by dma, and arrived")
        }

        @Test(.enabled("needs dma and root") { MailSystem.Kind.dma.canRun })
        func whatTheServerRefusesForGoodComesBackFromDma() throws {
            let system = try system(.dma, refusing: "550 5.1.1 nobody here")
            try system.site.forget("ann@mail.example.com")
            try system.site.waitForEmptyOutbox()
            let bounce = try system.sink.message(0)
            #expect(bounce.sender == "<>")
            #expect(bounce.recipient == "<movies@example.org>")
            let text = bounce.texts.joined()
            #expect(text.contains("ann@mail.example.com") && text.contains("550 5.1.1 nobody here"))
            #expect(!text.contains("/reset/"))
            try FaultReport.add(
                "mail server: 550 (dma)", extent: "a mail",
                outcome: "comes back to `MOVIE_BAG_MAIL_FROM`, without the link")
        }

        /// A mail system whose server refuses whatever goes to Ann.
        private func system(_ kind: MailSystem.Kind, refusing response: String) throws -> MailSystem {
            let system = try MailSystem(kind)
            try system.site.signUp("ann@mail.example.com")
            try system.sink.refuse(with: response)
            return system
        }
    }
}
