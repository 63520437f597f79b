import ArgumentParser
import Mail
import MovieBag
import MovieBagConfiguration
import MovieBagService

/// `movie-bag account add ADDRESS`: makes an account, and prints the link by which its user sets a password.
///
/// Tests: AccountCommandTests.swift
struct AccountAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Make an account, and print a link that sets its password.",
        discussion: """
            The link is good for 30 minutes and once; it is the only line on standard output, is kept nowhere, and lets its \
            holder in. The address counts as proved. With --password-hash there is no link, as the user has a password. It needs \
            the settings of the service.
            """)

    @Argument(help: "The address of the new account.", transform: EmailAddress.init(argument:))
    var address: EmailAddress

    @Flag(help: "It may change and remove every movie, and manage accounts.")
    var administrator = false

    @Option(help: "The name that others see.", transform: DisplayName.init(argument:))
    var name: DisplayName?

    @Option(help: "-: read the hash of its password, of bcrypt or scrypt, from standard input.")
    var passwordHash: String?

    @OptionGroup var settings: SettingsOption

    func validate() throws {
        // An argument would be in the list of processes for all users of the machine.
        guard passwordHash ?? "-" == "-" else {
            throw ValidationError("--password-hash must be -, for standard input.")
        }
    }

    func run() async throws {
        try await settings.withAccess(about: address) { composition, settings in
            let access = composition.makeAccountAccess()
            let address = try NewAddress(address, field: "address", allowsLocalMail: settings.allowsLocalMail)
            let role: Role = administrator ? .administrator : .member
            guard passwordHash == nil else {
                let hash = try PasswordHash(imported: StandardInput.text())
                let account = try access.add(address, name: name, role: role, password: hash)
                print("\(address.email.text) has an account (\(role.rawValue), id \(account)) with its password.")
                return
            }
            let account = try access.add(address, name: name, role: role)
            ShownLink.print(
                settings.site.link(for: .reset, with: try access.makeReset(for: account)),
                "\(address.email.text) has an account (\(role.rawValue), id \(account)). \(ShownLink.limit)")
        }
    }
}

/// `movie-bag account reset ADDRESS`: prints a link for a new password.
///
/// Tests: AccountCommandTests.swift
struct AccountResetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset",
        abstract: "Print a link that sets a new password.",
        discussion: """
            The link is good for 30 minutes and once; it is the only line on standard output, is kept nowhere, and lets its \
            holder in. Earlier links of the account are void. The password and the sessions stay until the link is used. \
            It needs the settings of the service.
            """)

    @OptionGroup var which: AccountAddress
    @OptionGroup var settings: SettingsOption

    func run() async throws {
        try await settings.withAccess(about: which.address) { composition, settings in
            let account = try which.account(in: composition.makeAdministration())
            let access = composition.makeAccountAccess()
            ShownLink.print(
                settings.site.link(for: .reset, with: try access.makeReset(for: account.account)),
                "A link for a new password of \(account.email.text). \(ShownLink.limit)")
        }
    }
}

/// A link for the operator to pass on: alone on standard output, so that a script can take it, and what it is on standard
/// error.
enum ShownLink {
    /// What holds for a link that sets a password.
    static let limit = "Open the link within \(AccountAccess.shownLinkLifetime / 60) minutes; it works once."

    static func print(_ link: String, _ sentence: String) {
        CommandFailure.say(sentence)
        Swift.print(link)
    }
}

extension DisplayName {
    /// - Throws: `ValidationError`, which the library of commands shows with the usage.
    fileprivate init(argument: String) throws {
        do {
            try self.init(Array(argument.utf8))
        } catch {
            throw ValidationError("--\(error).")
        }
    }
}
