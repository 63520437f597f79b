import ArgumentParser
import MovieBag

/// `movie-bag outbox show ID`: one mail, in full.
///
/// Tests: OutboxCommandTests.swift
struct OutboxShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one mail.",
        discussion: """
            Its text is not shown: a mail is only written when it is delivered, so that no link that works is kept anywhere.
            """)

    @Argument(help: "The mail, as list names it.", transform: OutboxMailID.init(argument:))
    var id: OutboxMailID

    @OptionGroup var settings: SettingsOption

    func run() async throws {
        try await settings.withOutbox { outbox in
            guard let mail = try outbox.mail(id) else { throw MailFailure.unknown(id) }
            print(OutboxMailText(mail).paragraph)
        }
    }
}
