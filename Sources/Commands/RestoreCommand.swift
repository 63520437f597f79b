import ArgumentParser
import FoundationEssentials
import Mail
import MovieBag
import MovieBagStorage

/// `movie-bag restore FILE`: puts a backup in the place of the database.
///
/// Tests: CopyCommandTests.swift
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a backup in the place of the database, which is kept.",
        discussion: """
            Stop the service first: while a process has the database open, nothing is done. The backup is copied and checked \
            before anything changes, and stays as it is. The database that was there before is kept beside it, under a name \
            that says when. All users have to log in again and to ask for new links, API tokens and invitations are void, unless \
            --keep-sessions is given, since the backup does not know which of them were ended after it was made. Accounts that \
            were disabled, deleted or demoted since then are listed, as they are what they were before. Exit status: 0 when it is restored, \
            1 on failure; the reason is on standard error.
            """)

    @Argument(help: "The backup.")
    var file: String

    @Flag(
        help:
            "Let sessions, API tokens, invitations and links of the backup be good again: for a move to another machine."
    )
    var keepSessions = false

    @OptionGroup var settings: SettingsOption

    func run() async throws {
        let location = try await settings.database()
        var progress = CopyProgress(action: "copied")
        do {
            let outcome = try location.maintenance.restore(
                from: file, keepsSessions: keepSessions, replacedAs: Self.replacedName()
            ) { progress.show($0, of: $1) }
            progress.end()
            print("Restored \(location) from \(file): \(outcome.contents).")
            if let replaced = outcome.replaced { print("The database before it is kept as \(replaced).") }
            if !keepSessions { print("All users have to log in again; API tokens, invitations and links are void.") }
            Self.printRevived(outcome.revived)
        } catch {
            progress.end()
            throw CommandFailure.of(error)
        }
    }

    /// Prints who is back, for the operator to put an end to them again.
    private static func printRevived(_ accounts: [RevivedAccount]?) {
        guard let accounts else {
            return print(
                "Whether accounts were disabled, deleted or demoted since the backup is not known: the database before it"
                    + " cannot be read.")
        }
        guard !accounts.isEmpty else { return }
        print("These accounts were disabled, deleted or demoted since the backup, and are not any more:")
        for account in accounts { print("\(account.loss.rawValue)\t\(account.email.text)") }
    }

    /// Such as `replaced-20261124T161501Z`.
    private static func replacedName() -> String {
        "replaced-" + Date.now.formatted(Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted))
    }
}
