import ArgumentParser

/// `movie-bag mail`: the way that mails take.
///
/// Tests: MailTestCommandTests.swift
struct MailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail",
        abstract: "Try the way that mails take.",
        subcommands: [MailTestCommand.self])
}
