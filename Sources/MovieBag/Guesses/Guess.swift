/// One try of a password, with the buckets that it counts in when it is wrong.
///
/// Tests: GuessLimitTests.swift
package struct Guess: Sendable {
    /// Of this client at this account; `nil` when the client is not identified, or there is no limit.
    package let own: GuessBucket?
    /// Of all clients at this account that never logged in to it; `nil` when there is no limit. It does not count for a
    /// client that did.
    package let common: GuessBucket?
    /// Of this client at all accounts; `nil` as for ``own``.
    package let client: GuessBucket?
    /// The account; of an address without one, an identifier that no account has, so that as much is looked up.
    package let account: AccountID
    package let isOfAccount: Bool
    /// From where it comes, for whether it is known there; `nil` when the client is not identified.
    package let network: ClientNetwork?
    /// How many buckets there may be.
    package let mostBuckets: Int

    package init(
        own: GuessBucket?, common: GuessBucket?, client: GuessBucket?, account: AccountID, isOfAccount: Bool,
        network: ClientNetwork?, mostBuckets: Int
    ) {
        self.own = own
        self.common = common
        self.client = client
        self.account = account
        self.isOfAccount = isOfAccount
        self.network = network
        self.mostBuckets = mostBuckets
    }

    /// All that hold for it, the common one too.
    package var buckets: [GuessBucket] { [own, common, client].compactMap(\.self) }

    /// Those that hold for it.
    ///
    /// - Parameter isKnown: whether its client has logged in to the account of late.
    package func buckets(isKnown: Bool) -> [GuessBucket] {
        isKnown ? [own, client].compactMap(\.self) : buckets
    }

    /// Sees to it that there is room in each bucket that holds.
    ///
    /// - Parameter empty: when a bucket is empty.
    /// - Throws: ``LimitReached``.
    package func requireRoom(isKnown: Bool, at now: UnixTime, empty: (GuessBucket) -> Int64?) throws {
        let wait = buckets(isKnown: isKnown).map { $0.wait(empty: empty($0), at: now) }.max() ?? 0
        guard wait == 0 else {
            throw LimitReached(retryAfter: (wait + 999) / 1000, account: isOfAccount ? account : nil)
        }
    }
}
