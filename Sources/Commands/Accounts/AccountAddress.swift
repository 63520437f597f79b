import ArgumentParser
import Mail
import MovieBag

/// Which account a command is about.
///
/// Tests: AccountCommandTests.swift
struct AccountAddress: ParsableArguments {
    @Argument(help: "The address of the account, in upper or lower case.", transform: EmailAddress.init(argument:))
    var address: EmailAddress

    /// The account with this address.
    ///
    /// - Throws: ``UnknownAccount``.
    func account(in administration: Administration) throws -> Profile {
        guard let account = try administration.account(withEmail: address) else {
            throw UnknownAccount(address: address)
        }
        return account
    }
}

/// No account has the address that a command was given.
struct UnknownAccount: Error, CustomStringConvertible {
    let address: EmailAddress

    var description: String { "there is no account with the address \(address.text); nothing was done" }
}

/// What can stand in the way of a command about an account, for the operator.
struct AccountRefusal: Error, CustomStringConvertible {
    let description: String

    /// - Returns: `nil` for an error that says itself what is wrong.
    init?(_ error: any Error, of address: EmailAddress) {
        switch error {
        case AccountError.lastAdministrator:
            description = "\(address.text) is the last administrator that is not disabled; make another one first"
        case AccountError.emailTaken:
            description = "there is an account with the address \(address.text) already; nothing was done"
        case AccountError.disabled:
            description = "\(address.text) is disabled and would not be let in: enable it first"
        case is NoSuchThing:
            description = UnknownAccount(address: address).description
        default: return nil
        }
    }
}
