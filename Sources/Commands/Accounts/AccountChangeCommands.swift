import ArgumentParser
import Mail
import MovieBag

/// `movie-bag account role ADDRESS ROLE`: makes an account an administrator, or a member.
///
/// Tests: AccountCommandTests.swift
struct AccountRoleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "role",
        abstract: "Make an account an administrator, or a member.",
        discussion: "It holds from the next request on. The last administrator that is not disabled stays one.")

    @OptionGroup var which: AccountAddress

    @Argument(help: "member or administrator.")
    var role: Role

    @OptionGroup var settings: SettingsOption

    func run() async throws {
        try await settings.withAccounts(about: which.address) { administration in
            let account = try which.account(in: administration)
            try administration.change(account.account, to: AccountChange(role: role), by: nil)
            print("\(account.email.text) is \(role == .administrator ? "an administrator" : "a member").")
        }
    }
}

extension Role: ExpressibleByArgument {}

/// `movie-bag account disable ADDRESS`: keeps a user out.
///
/// Tests: AccountCommandTests.swift
struct AccountDisableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable",
        abstract: "Keep a user out, without removing anything.",
        discussion: """
            Sessions, API tokens and links of the account end at once. Its movies stay. The last administrator that is not \
            disabled cannot be disabled.
            """)

    @OptionGroup var which: AccountAddress
    @OptionGroup var settings: SettingsOption

    func run() async throws {
        try await settings.withAccounts(about: which.address) { administration in
            let account = try which.account(in: administration)
            try administration.change(account.account, to: AccountChange(isDisabled: true), by: nil)
            print("\(account.email.text) is disabled: its sessions, API tokens and links have ended.")
        }
    }
}

/// `movie-bag account enable ADDRESS`: lets a user in again.
///
/// Tests: AccountCommandTests.swift
struct AccountEnableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable",
        abstract: "Let a user in again.",
        discussion: "The password is the one that the account had. Sessions, API tokens and links stay ended.")

    @OptionGroup var which: AccountAddress
    @OptionGroup var settings: SettingsOption

    func run() async throws {
        try await settings.withAccounts(about: which.address) { administration in
            let account = try which.account(in: administration)
            try administration.change(account.account, to: AccountChange(isDisabled: false), by: nil)
            print("\(account.email.text) is enabled.")
        }
    }
}
