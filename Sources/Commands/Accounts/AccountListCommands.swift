import ArgumentParser
import MovieBag

/// `movie-bag account list`: a line for each account.
///
/// Tests: AccountCommandTests.swift
struct AccountListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the accounts, the oldest first.",
        discussion: """
            The columns, with a tab between them: id; member or administrator; active or disabled; verified or unverified; \
            when it was made, in UTC; address; name.
            """)

    @Flag(help: "Only administrators.")
    var administrators = false

    @Flag(help: "Only disabled accounts.")
    var disabled = false

    @OptionGroup var settings: SettingsOption

    func run() async throws {
        try await settings.withAccounts { administration in
            // In parts, as one long read would keep the write-ahead log of a service from starting anew.
            var part = try administration.list(after: nil, limit: 1000)
            while let last = part.last {
                for account in part where isMeant(account) { print(AccountText(account).line) }
                part = try administration.list(after: last.account, limit: 1000)
            }
        }
    }

    private func isMeant(_ account: Profile) -> Bool {
        (!administrators || account.role == .administrator) && (!disabled || account.isDisabled)
    }
}

/// `movie-bag account show ADDRESS`: one account, in full.
///
/// Tests: AccountCommandTests.swift
struct AccountShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show one account.")

    @OptionGroup var which: AccountAddress
    @OptionGroup var settings: SettingsOption

    func run() async throws {
        try await settings.withAccounts(about: which.address) { administration in
            print(AccountText(try which.account(in: administration)).paragraph)
        }
    }
}
