import ArgumentParser
import Mail
import MovieBag
import MovieBagService

/// `movie-bag account remove ADDRESS`: removes an account for ever.
///
/// Tests: AccountCommandTests.swift
struct AccountRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove an account and its movies for ever.",
        discussion: """
            Sessions, API tokens and links end at once, the address is free, and its user is told by a last mail. Movies are not \
            seen any more from that moment on; a service that runs removes them, or hands them over, in the background. The \
            last administrator that is not disabled cannot be removed. It needs the settings of the service.
            """)

    @OptionGroup var which: AccountAddress

    @Flag(help: "Leave the movies to the administrator who joined first.")
    var leaveMovies = false

    @OptionGroup var settings: SettingsOption

    func run() async throws {
        try await settings.withAccess(about: which.address) { composition, _ in
            let account = try which.account(in: composition.makeAdministration())
            do {
                try composition.makeDepartures().remove(
                    account.account, movies: leaveMovies ? .leave : .delete, from: nil)
            } catch TokenError.invalid {
                // It was removed, or got another address, a moment ago.
                throw UnknownAccount(address: which.address)
            }
            print("\(account.email.text) is removed; its movies \(leaveMovies ? "are handed over" : "go").")
        }
    }
}
