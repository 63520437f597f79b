import ArgumentParser

/// `movie-bag outbox`: the mails that have not been delivered, for an administrator.
struct OutboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox",
        abstract: "Manage the mails that are not delivered yet.",
        discussion: """
            A mail is tried again by itself, less and less often, until sendmail takes it. One that can never be delivered \
            stays as a dead letter until it is tried again or dropped here. All of this works while the service runs. Exit \
            status: 0 when it was done, 1 on failure; the reason is on standard error.
            """,
        subcommands: [
            OutboxListCommand.self, OutboxShowCommand.self, OutboxRetryCommand.self, OutboxDropCommand.self,
            OutboxRunCommand.self,
        ])
}
