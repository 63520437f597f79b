import ArgumentParser
import Mail
import MovieBag

/// `movie-bag account end-sessions ADDRESS`: logs a user out everywhere, or everyone.
///
/// Tests: AccountCommandTests.swift
struct AccountEndSessionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end-sessions",
        abstract: "End the sessions and API tokens of an account, or of everyone.",
        discussion: """
            After a leak: --everyone ends every session and every API token, and makes links for a new password void. All users \
            have to log in again. It takes a while where there are very many, during which the service goes on.
            """)

    @Argument(help: "The address of the account, in upper or lower case.", transform: EmailAddress.init(argument:))
    var address: EmailAddress?

    @Flag(help: "Every account.")
    var everyone = false

    @OptionGroup var settings: SettingsOption

    func validate() throws {
        guard everyone == (address == nil) else {
            throw ValidationError("Give the address of an account, or --everyone, and not both.")
        }
    }

    func run() async throws {
        try await settings.withAccounts(about: address) { administration in
            guard let address else {
                print("Ended sessions and API tokens: \(try administration.endSessionsOfEveryone())")
                return
            }
            guard let account = try administration.account(withEmail: address) else {
                throw UnknownAccount(address: address)
            }
            try administration.endSessions(of: account.account, by: nil)
            print("The sessions and API tokens of \(account.email.text) have ended.")
        }
    }
}
