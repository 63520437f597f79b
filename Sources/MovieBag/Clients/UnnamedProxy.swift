import Threads

/// The address of a proxy that MOVIE_BAG_TRUSTED_PROXIES should name and does not, as far as log-ins tell. Shared by all
/// threads of a process.
///
/// Behind such a proxy all clients have its address, and a budget by client address would be one budget for all of them:
/// one client could lock out the others. So an address stands for a proxy when nearly all log-ins come from it:
///
/// - at least 5 of the accounts with a seat (``LogInOrigin/seats``) have logged in from it last,
/// - those are at least three quarters of all accounts with a seat, which can be true of one address only,
/// - and 50 log-ins from it were counted.
///
/// A stranger can make accounts without end, but seats are taken by those that came first and are given up only by
/// accounts that stay away for 30 days. To have an address of theirs taken for a proxy, and so be free of budgets by
/// address, strangers need 12 of the 16 seats: impossible while 5 accounts that log in elsewhere hold theirs. To have a
/// proxy taken for a client, and so have its users share one budget, they need 5 seats and a way around the proxy:
/// impossible while 12 accounts that log in through it hold theirs.
///
/// With fewer than three quarters the two cannot be told apart: 11 accounts behind a proxy and 5 that logged in elsewhere
/// leave the same rows as 11 of a stranger beside 5 users. Such an address is taken for a client, as the wrong guess lets a
/// stranger guess at all accounts from one address, and the doctor warns of it (``likeliest(_:)``). Budgets by account and in all hold in any case, and
/// with MOVIE_BAG_TRUSTED_PROXIES set nothing of this is asked.
package final class UnnamedProxy: Sendable {
    private let clock: WallClock
    private let state = Monitor(State())

    private struct State {
        var network: ClientNetwork?
        var lookedUp: UnixTime?
    }

    /// What the log-ins tell is looked up that seldom.
    package static let renewal = Duration.seconds(10)
    private static let leastAccounts = 5

    package init(clock: WallClock) {
        self.clock = clock
    }

    /// Whether a network stands for a proxy, as of ``renewal`` ago at most.
    ///
    /// - Parameter store: the calling thread's.
    func isProxy(_ network: ClientNetwork, asking store: any AccountStore) throws -> Bool {
        let now = clock.now
        let known = state.withLock { state -> ClientNetwork?? in
            guard let lookedUp = state.lookedUp, now >= lookedUp, now < lookedUp + Self.renewal else { return nil }
            return .some(state.network)
        }
        if let known { return known == network }
        let judged = Self.judge(try store.logInOrigins(at: now))
        state.withLock { $0 = State(network: judged, lookedUp: now) }
        return judged == network
    }

    /// The network that stands for a proxy by these origins, one for each account with a seat; `nil` when none does.
    package static func judge(_ origins: [LogInOrigin]) -> ClientNetwork? {
        guard let likeliest = likeliest(origins) else { return nil }
        return 4 * origins.count { $0.network == likeliest } >= 3 * origins.count ? likeliest : nil
    }

    /// The network that may be that of a proxy by these origins, the one of most accounts: whether it stands for one or not,
    /// the doctor asks the operator.
    package static func likeliest(_ origins: [LogInOrigin]) -> ClientNetwork? {
        Dictionary(grouping: origins, by: \.network).filter { _, group in
            group.count >= leastAccounts && group.reduce(0) { $0 + $1.logIns } >= LogInOrigin.enough
        }.max { $0.value.count < $1.value.count }?.key
    }
}
