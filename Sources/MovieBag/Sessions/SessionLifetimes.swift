/// How long sessions of the pages live, and how exactly the last use of any session is kept.
///
/// A session of the API lives as long as its access token (``TokenLifetimes``), whether it is used or not.
package struct SessionLifetimes: Sendable {
    /// How long a session of the pages lives unused, in seconds.
    private let pageIdle: Int64
    /// How long it lives at most, in seconds.
    private let page: Int64

    /// The last use of a session of the API is written when the one that is written is so old, in milliseconds.
    private static let step: Int64 = 3_600_000
    /// It waits until something else is written, as long as the one that is written is not so old.
    private static let latest: Int64 = 24 * 3_600_000

    package init(pageIdle: Int64, page: Int64) {
        self.pageIdle = pageIdle
        self.page = page
    }

    /// How long a session of the pages lives at most, in seconds.
    package var longestOfPage: Int64 { page }

    /// When a session of the pages is over, to the second, if it is not used again.
    package func pageExpiry(opened: UnixTime, used: UnixTime) -> UnixTime {
        let end = min(opened + .seconds(page), used + .seconds(pageIdle))
        return UnixTime(seconds: (end.milliseconds + 999) / 1000)
    }

    /// Whether a session that has not expired is over all the same: the settings may be other ones than when it was used
    /// last, and the clock may have been ahead then.
    func isOver(_ session: KeptSession, at now: UnixTime) -> Bool {
        switch session.kind {
        case .api: false
        case .page:
            session.opened > now + .seconds(60) || pageExpiry(opened: session.opened, used: session.used) <= now
        }
    }

    /// What is kept of a use that is made of a session now.
    func use(of session: KeptSession, at now: UnixTime) -> SessionUse {
        let age = now.milliseconds - session.used.milliseconds
        let (step, latest) = precision(of: session.kind)
        let expires =
            switch session.kind {
            case .api: session.expires
            case .page: pageExpiry(opened: session.opened, used: now)
            }
        // A use of the future is from before the clock was set right.
        guard age >= step || age < -latest else { return SessionUse(time: now, expires: expires, writeWithin: nil) }
        return SessionUse(
            time: now, expires: expires, writeWithin: age < 0 ? .zero : .milliseconds(max(0, latest - age)))
    }

    /// How old the written use may be before the next is written with something else, and before it is written alone. A
    /// session that is over soon when it is not used needs it sooner.
    private func precision(of kind: SessionKind) -> (step: Int64, latest: Int64) {
        switch kind {
        case .api: (Self.step, Self.latest)
        case .page: (min(Self.step, pageIdle * 100), min(Self.latest, pageIdle * 500))
        }
    }
}
