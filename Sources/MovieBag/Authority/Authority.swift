/// Whose request it is, and what shows that.
///
/// Tests: RoutesTests.swift
package struct Authority: Sendable, Equatable {
    /// What a request shows.
    package enum Proof: Sendable, Equatable {
        /// The access token of a session.
        case session(TokenFingerprint)
        /// An API token, which may do less.
        case apiToken(APITokenID, APIToken.Scope)
    }

    package let account: AccountID
    package let proof: Proof

    package init(account: AccountID, proof: Proof) {
        self.account = account
        self.proof = proof
    }

    /// The session; `nil` for an API token.
    package var session: TokenFingerprint? {
        if case .session(let fingerprint) = proof { fingerprint } else { nil }
    }
}

/// What may stand in the way of a request whose account is known.
package enum AuthorityError: Error, Equatable {
    /// The route is for administrators, and the account is none.
    case administratorsOnly
    /// An API token is not enough, or its scope is not.
    case tokenScope
}
