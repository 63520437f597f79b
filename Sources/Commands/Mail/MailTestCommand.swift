import ArgumentParser
import Cryptography
import Mail
import MovieBag
import MovieBagConfiguration
import Processes

/// `movie-bag mail test ADDRESS`: sends one message at once.
struct MailTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Send a test message right away.",
        discussion: """
            It goes the way that all mails of the service go: from MOVIE_BAG_MAIL_FROM, through MOVIE_BAG_SENDMAIL. Run it as \
            the user that the service runs as. Exit status: 0 when sendmail has taken it, 1 on failure; the reason is printed. \
            Taken is not delivered: look into the mailbox.
            """)

    @Argument(help: "Where to.", transform: EmailAddress.init(argument:))
    var address: EmailAddress

    @OptionGroup var settings: SettingsOption

    func run() async throws {
        let (sender, sendmail) = try await settings.read { reader in
            let draft = SettingsDraft(&reader)
            // A mail can go out while other settings are still wrong; those of mail must be right.
            guard let sender = draft.sender, draft.site != nil else { throw SettingsError(problems: reader.problems) }
            return (sender, draft.sendmail)
        }
        let message = TestMessage(to: address, from: sender, at: WallClock.system.now).message
        let outcome = await Sendmail(path: sendmail).deliver(message)
        let report = DeliveryReport(outcome, sendmail: sendmail, sender: sender, recipient: address)
        print(report.text)
        guard outcome == .delivered else { throw ExitCode(.refused) }
    }
}
