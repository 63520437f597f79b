/// The trace that an access token leaves: it is good while this is kept.
package struct Session: Sendable {
    package let fingerprint: TokenFingerprint
    package let account: AccountID
    package let kind: SessionKind
    package let opened: UnixTime
    /// When it is over unless it is used again.
    package let expires: UnixTime

    package init(
        fingerprint: TokenFingerprint, account: AccountID, kind: SessionKind, opened: UnixTime, expires: UnixTime
    ) {
        self.fingerprint = fingerprint
        self.account = account
        self.kind = kind
        self.opened = opened
        self.expires = expires
    }
}

/// A session as it was found in a store.
package struct KeptSession: Sendable, Equatable {
    package let kind: SessionKind
    package let opened: UnixTime
    /// Its last use, as far as it has been written.
    package let used: UnixTime
    /// When it is over unless it is used again.
    package let expires: UnixTime

    package init(kind: SessionKind, opened: UnixTime, used: UnixTime, expires: UnixTime) {
        self.kind = kind
        self.opened = opened
        self.used = used
        self.expires = expires
    }
}
