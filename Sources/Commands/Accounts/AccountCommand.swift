import ArgumentParser

/// `movie-bag account`: accounts, for the operator of the machine.
///
/// Tests: AccountCommandTests.swift
struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
        abstract: "Manage accounts and administrators.",
        discussion: """
            It takes the right to write the database and no account: so the first administrator is made, and a lost one \
            replaced. All of it works while the service runs. Exit status: 0 when it was done, 1 on failure; the reason is \
            on standard error.
            """,
        subcommands: [
            AccountAddCommand.self, AccountListCommand.self, AccountShowCommand.self, AccountRoleCommand.self,
            AccountDisableCommand.self, AccountEnableCommand.self, AccountResetCommand.self, AccountInviteCommand.self,
            AccountEndSessionsCommand.self, AccountRemoveCommand.self,
        ])
}
