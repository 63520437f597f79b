import MovieBag
import Web

/// What is wrong with the credentials of a request (RFC 6750).
package enum BearerError: Error, Equatable {
    /// There are none.
    case missing
    /// Anything else: another scheme, no or two tokens, a token that is not good any more.
    case invalid
}

/// Finds out who sends a request, from its `Authorization: Bearer` field alone; a query or cookie never counts.
struct BearerAuthentication {
    let accounts: Accounts

    /// A handler that learns whose request it is.
    typealias Handler = (_ request: Request, _ parameter: PathParameter, _ account: AccountID) throws -> Response

    /// Puts the check in front of a handler.
    func required(_ handler: @escaping Handler) -> Router.Handler {
        { request, parameter in
            try handler(request, parameter, try account(sending: request))
        }
    }

    private func account(sending request: Request) throws -> AccountID {
        guard let field = request.authorization, !field.isEmpty else { throw BearerError.missing }
        let parts = field.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].equalsIgnoringCase("Bearer") else { throw BearerError.invalid }
        do {
            return try accounts.account(presenting: CompactToken(Array(parts[1])))
        } catch is TokenError {
            throw BearerError.invalid
        }
    }
}
