import Cryptography
import MovieBag

/// Whether the time of a log-in may tell that an address has an account: hashes that cost much more than new ones are not
/// imitated for unknown addresses.
struct PasswordCostCheck {
    /// The cost of new hashes; `nil` when the settings are bad.
    let scrypt: ScryptParameters?
    /// How many accounts have passwords of which costs.
    let accounts: [PasswordCost: Int]

    var findings: [Finding] {
        guard let scrypt else { return [] }
        let others = accounts.filter { $0.key != .scrypt(scrypt) }
        guard !others.isEmpty else { return [] }
        let ok = Finding.ok(
            "passwords: \(Self.sum(others)) of \(Self.sum(accounts)) are hashed with other parameters than today's; each is "
                + "hashed anew when its owner logs in")
        let costly = others.filter { DecoyHashes.isTooCostly($0.key, beside: scrypt) }
        guard !costly.isEmpty else { return [ok] }
        return [
            ok,
            .warning(
                "passwords: hashes of \(Self.sum(costly)) accounts cost more than \(DecoyHashes.mostTimesOurs) times what new "
                    + "ones do; until their owners log in, the time of a log-in tells that their addresses have accounts",
                fix: "have their owners log in once, or raise MOVIE_BAG_SCRYPT_LOG_N for that time"),
        ]
    }

    private static func sum(_ accounts: [PasswordCost: Int]) -> Int {
        accounts.values.reduce(0, +)
    }
}
