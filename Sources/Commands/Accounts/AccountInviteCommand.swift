import ArgumentParser
import Mail
import MovieBag
import MovieBagConfiguration
import MovieBagService

/// `movie-bag account invite`: prints a link that leads to an account.
///
/// Tests: AccountCommandTests.swift
struct AccountInviteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite",
        abstract: "Print a link to sign up with, also where signing up is closed.",
        discussion: """
            The link is good once; it is the only line on standard output, is kept nowhere, and lets its holder sign up. With an \
            address it is mailed there as well, and is good for that address alone. It needs the settings of the service.
            """)

    @Argument(help: "Who may sign up; without it any address.", transform: EmailAddress.init(argument:))
    var address: EmailAddress?

    @Flag(help: "The account may change and remove every movie, and manage accounts.")
    var administrator = false

    @Option(help: "How many days the link is good, 1 to 90.")
    var days = 7

    @OptionGroup var settings: SettingsOption

    func validate() throws {
        guard Invitation.lifetimes.contains(days) else {
            throw ValidationError("--days must be a number from 1 to \(Invitation.lifetimes.upperBound).")
        }
    }

    func run() async throws {
        try await settings.withAccess(about: address) { composition, settings in
            let address = try address.map { address throws(InvalidValue) in
                try NewAddress(address, field: "address", allowsLocalMail: settings.allowsLocalMail)
            }
            let made = try composition.makeInvitations().make(
                for: address, role: administrator ? .administrator : .member, days: days)
            let limit = days == 1 ? "1 day" : "\(days) days"
            ShownLink.print(
                settings.site.link(for: .invitation, with: made.token),
                """
                An invitation\(address.map { " for \($0.email.text), to whom it is mailed" } ?? "") \
                (\(made.invitation.role.rawValue), id \(made.invitation.id)). It is good for \(limit); it works once.
                """)
        }
    }
}
