import Cryptography
import Glibc
import Mail
import Threads

/// What a log-in with an address that has no account is checked against, so that its time tells nothing. Shared by all
/// threads.
///
/// After a change of the parameters accounts keep hashes of the old cost until their owners log in, so one fixed cost for
/// unknown addresses would tell them from known ones. Instead each unknown address has a cost of its own: one of those that
/// are stored, drawn by an HMAC of the address, as often as accounts have it. The same address always has the same.
///
/// Hashes of other applications (bcrypt) count as well. Whether one costs more than ``mostTimesOurs`` times ours is told by
/// ``PasswordCost/work``, which is as good as the machine is like the one that it was measured on.
///
/// When shares change, an address changes only to a cost that gained on the one it had (weighted rendezvous hashing). So
/// while owners log in one by one, and their accounts come to cost what ours does, unknown addresses do the same, each of
/// them once; where more than two sets of parameters are in use, a few take two steps.
package final class DecoyHashes: Sendable {
    /// A cost of more than so many times ours is not imitated: few such accounts would make many log-ins slow.
    package static let mostTimesOurs = 4
    /// So many sets of parameters are imitated, the most frequent: more than an operator will ever have in use.
    package static let mostKinds = 16

    private let ours: ScryptParameters
    private let ofOurs: PasswordHash
    private let codes: HMACSHA256
    private let kinds = Monitor<[Kind]>([])

    /// A set of parameters that accounts have.
    private struct Kind {
        let hash: PasswordHash
        let name: [UInt8]
        let accounts: Double
    }

    /// - Parameters:
    ///   - parameters: the cost of new hashes; until ``imitate(_:)`` is called it is that of every address.
    ///   - secret: what the draws depend on, by a key of their own; it stays the same for as long as the accounts.
    package init(parameters: ScryptParameters, secret: SecretBytes) throws {
        ours = parameters
        ofOurs = Self.hash(.scrypt(parameters))
        codes = try HMACSHA256(key: try secret.derivedKey(for: "movie-bag decoy hashes 1"))
    }

    /// Takes over how many accounts have which parameters.
    package func imitate(_ accounts: [PasswordCost: Int]) {
        let imitated = accounts.filter { cost, count in
            count > 0 && !Self.isTooCostly(cost, beside: ours)
        }.sorted { ($1.value, $0.key.text) < ($0.value, $1.key.text) }
        let kinds = imitated.prefix(Self.mostKinds).map { cost, count in
            Kind(hash: Self.hash(cost), name: Array("\0\(cost.text)".utf8), accounts: Double(count))
        }
        self.kinds.withLock { $0 = kinds }
    }

    /// Whether hashes are not imitated for their cost, where new ones are made with `ours`.
    package static func isTooCostly(_ cost: PasswordCost, beside ours: ScryptParameters) -> Bool {
        cost.work > mostTimesOurs * ours.work
    }

    /// The hash for an address, which no password is known to match; ours for what is no address and can have no account.
    package func hash(for address: EmailAddress?) throws -> PasswordHash {
        guard let address else { return ofOurs }
        let kinds = kinds.withLock { $0 }
        guard kinds.count > 1 else { return kinds.first?.hash ?? ofOurs }
        // As the store does, which finds accounts without regard to case.
        let name = Array(address.caseFolded.utf8)
        let drawn = try kinds.map { kind in
            let random = try codes.authenticationCode(for: (name + kind.name)[...])
            return (hash: kind.hash, wait: Self.wait(random) / kind.accounts)
        }
        return drawn.min { $0.wait < $1.wait }?.hash ?? ofOurs
    }

    private static func hash(_ cost: PasswordCost) -> PasswordHash {
        switch cost {
        case .scrypt(let parameters): PasswordHash(phcString: ScryptHash(ofNobody: parameters).phcString)
        case .bcrypt(let cost): PasswordHash(phcString: BcryptHash(ofNobody: cost).text)
        }
    }

    /// An exponentially distributed number, of 53 random bits. Of several such numbers, each divided by a weight, each one is
    /// the smallest as often as its weight is large; and it stays the smallest while others' weights shrink.
    private static func wait(_ random: [UInt8]) -> Double {
        let bits = random.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } >> 11
        return -log((Double(bits) + 0.5) / Double(UInt64(1) << 53))
    }
}
