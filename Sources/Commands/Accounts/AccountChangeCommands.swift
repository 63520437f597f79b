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
        discussion: """
            It holds from the next request on. The last administrator that is not disabled stays one. An account whose address \
            was not proved becomes an administrator with --force only: any person may have signed up with that address. The link \
            of `movie-bag account reset` proves it.
            """)

    @OptionGroup var which: AccountAddress

    @Argument(help: "member or administrator.")
    var role: Role

    @Flag(help: "Make it an administrator although its address was not proved.")
    var force = false

    @OptionGroup var settings: SettingsOption

    func run() async throws {
        try await settings.withAccounts(about: which.address) { administration in
            let account = try which.account(in: administration)
            let name = role == .administrator ? "an administrator" : "a member"
            let change = try AccountChange(role: role)
            guard !change.isMade(in: account) else { return sayUnchanged(account, name) }
            if role == .administrator, !account.isVerified {
                guard force else { throw UnprovedAddress(address: account.email) }
                CommandFailure.say("warning: the address \(account.email.text) was not proved")
            }
            try administration.change(account.account, to: change, by: nil)
            print("\(account.email.text) is \(name).")
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
            let change = try AccountChange(isDisabled: true)
            guard !change.isMade(in: account) else { return sayUnchanged(account, "disabled") }
            try administration.change(account.account, to: change, by: nil)
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
            let change = try AccountChange(isDisabled: false)
            guard !change.isMade(in: account) else { return sayUnchanged(account, "enabled") }
            try administration.change(account.account, to: change, by: nil)
            print("\(account.email.text) is enabled.")
        }
    }
}

/// Says that an account is already as a command would make it.
private func sayUnchanged(_ account: Profile, _ state: String) {
    print("\(account.email.text) is \(state) already; nothing was changed.")
}

/// An account was not made an administrator, as it may not be that of the owner of its address.
private struct UnprovedAddress: Error, CustomStringConvertible {
    let address: EmailAddress

    var description: String {
        """
        the address \(address.text) was not proved, so another person may have signed up with it; nothing was changed. Give its \
        owner the link of `movie-bag account reset \(address.text)`, which sets a new password, ends all sessions and proves the \
        address, and try again; or give --force.
        """
    }
}
