import MovieBag

/// A request was refused because nothing shows that it has the right to what it asks for. Where errors become responses that is
/// recorded, and the client is told the error in it.
///
/// Tests: AccessRefusedTests.swift
package struct AccessRefused: Error {
    /// Who sent it; `nil` when its credentials show none.
    package let account: AccountID?
    package let error: any Error

    /// Throws what `body` throws, such a refusal with the account.
    static func naming<Result>(_ account: AccountID?, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch {
            guard isRefusal(error) else { throw error }
            throw AccessRefused(account: account, error: error)
        }
    }

    /// No token, and one whose time is up, are none: that happens to every client.
    private static func isRefusal(_ error: any Error) -> Bool {
        switch error {
        case BearerError.invalid, is AuthorityError, MovieError.changeForbidden, MovieError.removalForbidden: true
        default: false
        }
    }
}
