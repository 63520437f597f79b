import Mail

/// Finds the buckets of a guess. Shared by all threads of a process.
///
/// Tests: GuessLimitTests.swift
package struct GuessMaker: Sendable {
    private let limits: Limits
    private let codes: DerivedCodes

    /// - Parameter keys: what the keys of buckets depend on, by a key of their own.
    /// - Throws: `CryptographyError`.
    package init(limits: Limits, keys: TokenKeys) throws {
        self.limits = limits
        codes = try DerivedCodes(keys: keys, purpose: "movie-bag guesses 1")
    }

    func guess(at account: AccountID, from client: Client) throws -> Guess {
        try guess(subject: [UInt8(ascii: "a")] + account.bytes, account, client)
    }

    func guess(at address: EmailAddress?, as sent: [UInt8], from client: Client) throws -> Guess {
        let name = address.map { Array($0.caseFolded.utf8) } ?? sent
        return try guess(subject: [UInt8(ascii: "u")] + name, nil, client)
    }

    /// `nil` when there is no limit.
    func notices(to address: EmailAddress, at now: UnixTime) throws -> NoticeBudget? {
        guard limits.noticesPerAddress < .max else { return nil }
        return NoticeBudget(
            bucket: GuessBucket(
                key: try code([UInt8(ascii: "n")] + address.caseFolded.utf8), burst: limits.noticesPerAddress,
                interval: 3_600_000 / Int64(limits.noticesPerAddress), isOfAccount: true),
            mostBuckets: limits.guessBuckets, time: now)
    }

    private func guess(subject: [UInt8], _ account: AccountID?, _ client: Client) throws -> Guess {
        // Made in any case, so that known and unknown addresses cost the same.
        let common = try code(subject)
        let network = client.isIdentified ? client.network : nil
        let isOfAccount = account != nil
        return Guess(
            own: try network.flatMap {
                try bucket(
                    [UInt8(ascii: "o")] + common + $0.bytes, limits.guessesPerAccountAndClient, 60_000, isOfAccount)
            },
            common: limits.guessesPerAccount < .max
                ? GuessBucket(
                    key: common, burst: limits.guessesPerAccount, interval: 3_600_000 / Int64(limits.guessesPerAccount),
                    isOfAccount: isOfAccount) : nil,
            client: try network.flatMap {
                try bucket([UInt8(ascii: "c")] + $0.bytes, limits.guessesPerClient, 10_000, false)
            },
            account: account ?? Self.noAccount(common), isOfAccount: isOfAccount, network: network,
            mostBuckets: limits.guessBuckets)
    }

    private func bucket(_ name: [UInt8], _ burst: Int, _ interval: Int64, _ isOfAccount: Bool) throws -> GuessBucket? {
        guard burst < .max else { return nil }
        return GuessBucket(key: try code(name), burst: burst, interval: interval, isOfAccount: isOfAccount)
    }

    private func code(_ name: [UInt8]) throws -> [UInt8] {
        Array(try codes.authenticationCode(for: name[...]).prefix(16))
    }

    private static func noAccount(_ code: [UInt8]) -> AccountID {
        guard let id = AccountID(bytes: Array(code.prefix(12))) else { preconditionFailure("a code has sixteen bytes") }
        return id
    }
}
