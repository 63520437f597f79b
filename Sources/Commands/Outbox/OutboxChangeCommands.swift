import ArgumentParser
import MovieBag
import MovieBagConfiguration

/// `movie-bag outbox retry`: makes mails due at once.
///
/// Tests: OutboxCommandTests.swift
struct OutboxRetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Have mails tried again at once, dead letters too.",
        discussion: """
            A service that runs does it within seconds; else use run. A link whose time is up makes its mail a dead letter again.
            """)

    @OptionGroup var selection: MailSelectionOption
    @OptionGroup var settings: SettingsOption

    func run() async throws {
        try await settings.withOutbox { outbox in
            print("To be tried again: \(try outbox.retry(selection.value, at: WallClock.system.now))")
        }
    }
}

/// `movie-bag outbox drop`: takes mails out, undelivered.
struct OutboxDropCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drop",
        abstract: "Take mails out of the outbox, undelivered.")

    @OptionGroup var selection: MailSelectionOption
    @OptionGroup var settings: SettingsOption

    func run() async throws {
        try await settings.withOutbox { outbox in
            print("Dropped: \(try outbox.drop(selection.value, at: WallClock.system.now))")
        }
    }
}

/// Which mails a command is about.
struct MailSelectionOption: ParsableArguments {
    @Argument(
        help: "The mails, as list names them: all of them, or nothing is done.", transform: OutboxMailID.init(argument:)
    )
    var ids: [OutboxMailID] = []

    @Flag(help: "All dead letters.")
    var dead = false

    func validate() throws {
        guard dead == ids.isEmpty else { throw ValidationError("Give the ids of mails, or --dead, and not both.") }
    }

    var value: MailSelection { dead ? .allDead : .these(ids) }
}

extension OutboxMailID {
    /// - Throws: `ValidationError`, which the library of commands shows with the usage.
    init(argument: String) throws {
        guard let id = OutboxMailID(hexadecimal: Array(argument.utf8)[...]) else {
            throw ValidationError("'\(argument)' is no id of a mail; it has 24 digits, 0-9 and a-f.")
        }
        self = id
    }
}
