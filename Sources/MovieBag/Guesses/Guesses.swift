import Cryptography
import Mail

/// Bounds how often passwords are guessed. For one thread, as the store in it is.
///
/// A guess is looked at before its hash, without a write: one that is refused costs neither a hash nor a place among those
/// that wait for one. A wrong one is counted in the transaction that records it, which looks at the buckets again, and only
/// after that does the client learn that it was wrong; a right one looks at them again in the transaction that it leads to.
/// So of any number of guesses at once, in any number of processes, only as many are answered as the buckets allow. The
/// others cost a hash and are refused; of those there are never more at once than threads that compute hashes.
///
/// Tests: GuessLimitTests.swift
package struct Guesses {
    private let store: any GuessStore
    private let maker: GuessMaker
    private let audit: Audit
    private let clock: WallClock

    package init(store: any GuessStore, maker: GuessMaker, audit: Audit, clock: WallClock) {
        self.store = store
        self.maker = maker
        self.audit = audit
        self.clock = clock
    }

    /// Begins a guess at the password of an account. To be called before anything that is costly.
    ///
    /// - Throws: ``LimitReached``.
    package func begin(at account: AccountID, from client: Client) throws -> Guess {
        try admitted(try maker.guess(at: account, from: client))
    }

    /// Begins one at the password of an address that has no account: it meets the same limits, and costs as much.
    ///
    /// - Parameter address: what was sent, where that is an address.
    /// - Throws: as ``begin(at:from:)``.
    func begin(at address: EmailAddress?, as sent: [UInt8], from client: Client) throws -> Guess {
        try admitted(try maker.guess(at: address, as: sent, from: client))
    }

    private func admitted(_ guess: Guess) throws -> Guess {
        try require(guess)
        return guess
    }

    /// The budget of notices to an address, to be spent where one is queued; `nil` when there is no limit.
    func notices(to address: EmailAddress) throws -> NoticeBudget? {
        try maker.notices(to: address, at: clock.now)
    }

    /// Looks at the buckets once more, for a right password that leads to no transaction of its own which does.
    ///
    /// - Throws: ``LimitReached``.
    func require(_ guess: Guess) throws {
        if !guess.buckets.isEmpty { try store.requireRoom(for: guess, at: clock.now) }
    }

    /// Counts a wrong password and records it.
    ///
    /// - Parameters:
    ///   - account: `nil` for an address without one.
    ///   - actor: the account whose session it was; `nil` for a stranger.
    /// - Throws: ``LimitReached``, which is to be the response then.
    package func fail(
        _ guess: Guess, as kind: AuditKind, by actor: AccountID? = nil, from client: Client, detail: String? = nil
    ) throws {
        let account = guess.isOfAccount ? guess.account : nil
        guard !guess.buckets.isEmpty else {
            return try audit.refuse(kind, of: account, by: actor, from: client, detail: detail)
        }
        try audit.record(kind, of: account, by: actor, from: client, detail: detail) { entry in
            try store.count(guess, at: clock.now, recording: entry)
        }
    }
}
