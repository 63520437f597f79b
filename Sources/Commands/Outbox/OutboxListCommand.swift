import ArgumentParser
import MovieBag

/// `movie-bag outbox list`: a line for each mail.
///
/// Tests: OutboxCommandTests.swift
struct OutboxListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the mails, the oldest first.",
        discussion: """
            The columns, with a tab between them: id; waiting, in-delivery or dead; attempts so far; when it was written; \
            when it is tried next, or since when it is a dead letter; what it is about; to whom; what went wrong last. Times are UTC.
            """)

    @Flag(help: "Only dead letters.")
    var dead = false

    @OptionGroup var settings: SettingsOption

    func run() async throws {
        try await settings.withOutbox { outbox in
            try outbox.forEachMail { mail in
                if case .dead = mail.state {} else if dead { return }
                print(OutboxMailText(mail).line)
            }
        }
    }
}
