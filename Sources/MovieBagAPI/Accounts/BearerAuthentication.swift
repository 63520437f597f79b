import Memory
import MovieBag
import Web

/// What is wrong with the credentials of a request (RFC 6750).
package enum BearerError: Error, Equatable {
    /// There are none.
    case missing
    /// An access token whose time is up, which happens to everyone.
    case expired
    /// Anything else: another scheme, no or two tokens, a token that is not good or was ended.
    case invalid
}

/// Finds out who sends a request, from its `Authorization: Bearer` field alone; a query or cookie never counts.
///
/// Tests: TokenAttackTests.swift
struct BearerAuthentication {
    let authentication: Authentication

    /// A handler that learns whose request it is.
    typealias Handler = (_ request: Request, _ parameter: PathParameter, _ authority: Authority) throws -> Response

    /// Puts the check of a route's caller in front of its handler.
    func required(for route: RouteDescription, _ handler: @escaping Handler) -> Router.Handler {
        { request, parameter in
            let sender = try AccessRefused.naming(nil) { try authority(sending: request) }
            return try AccessRefused.naming(sender.account) {
                try check(sender, for: route)
                do {
                    return try handler(request, parameter, sender)
                } catch TokenError.invalid {
                    // No such route takes another token than this one, which has ended since it was looked at.
                    throw BearerError.invalid
                }
            }
        }
    }

    /// The same for a handler of the collection, where that is for accounts alone. It is the same for all of them, so the cache of
    /// a client may keep it, and no other.
    func requiredOfReaders(for route: RouteDescription, _ handler: @escaping Router.Handler) -> Router.Handler {
        let checked = required(for: route) { request, parameter, _ in try handler(request, parameter) }
        return { request, parameter in
            var response = try checked(request, parameter)
            if response.caching == .revalidated { response.caching = .privatelyRevalidated }
            return response
        }
    }

    /// The account that sends a request to a route for anyone, a part of which is for accounts alone.
    ///
    /// - Throws: `AccessRefused`.
    func account(sending request: Request) throws -> AccountID {
        try AccessRefused.naming(nil) { try authority(sending: request).account }
    }

    /// - Throws: `AuthorityError`.
    private func check(_ authority: Authority, for route: RouteDescription) throws {
        switch (route.caller, authority.proof) {
        case (.anyone, _), (.account, .session), (.session, .session): break
        case (.account, .apiToken(_, let scope)):
            guard scope == .write || route.method == .get else { throw AuthorityError.tokenScope }
        case (.session, .apiToken), (.administrator, .apiToken): throw AuthorityError.tokenScope
        case (.administrator, .session): try authentication.requireAdministrator(authority.account)
        }
    }

    private func authority(sending request: Request) throws -> Authority {
        guard let field = request.authorization, !field.isEmpty else { throw BearerError.missing }
        var rest = field[...]
        guard let scheme = Self.nextWord(of: &rest), scheme.equalsIgnoringCase("Bearer"),
            let word = Self.nextWord(of: &rest), Self.nextWord(of: &rest) == nil
        else { throw BearerError.invalid }
        let token = CompactToken(Array(word))
        defer { Memory.cleanse(token.bytes) }
        do {
            return try authentication.authority(presenting: token)
        } catch TokenError.expired {
            throw BearerError.expired
        } catch is TokenError {
            throw BearerError.invalid
        }
    }

    /// Takes the next word off the front of `text`: what stands between spaces. `nil` when there is none.
    private static func nextWord(of text: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let space = UInt8(ascii: " ")
        guard let start = text.firstIndex(where: { $0 != space }) else { return nil }
        let end = text[start...].firstIndex(of: space) ?? text.endIndex
        defer { text = text[end...] }
        return text[start..<end]
    }
}
