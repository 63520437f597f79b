/// How costly guessing a password is made (RFC 7914, section 2), within bounds that a server can afford.
package struct ScryptParameters: Hashable, Sendable {
    /// The binary logarithm of N, the cost in time and memory.
    package let logN: Int
    /// The block size; memory grows with it.
    package let r: Int
    /// How often the whole is repeated; time grows with it.
    package let p: Int

    /// `nil` unless every number is at least 1, `logN` is less than `16 * r` (RFC 7914), the memory needed is at most
    /// 1 GiB, and the time at most some 20 times that of `logN` 15, `r` 8, `p` 3.
    ///
    /// The bounds hold for stored hashes too: an attacker who can write one row of a database must not be able to
    /// make each log-in take all memory.
    package init?(logN: Int, r: Int, p: Int) {
        guard 1...20 ~= logN, 1...64 ~= r, 1...64 ~= p, logN < 16 * r else { return nil }
        guard r << logN <= 1 << 23, (r * p) << logN <= 1 << 24 else { return nil }
        self.logN = logN
        self.r = r
        self.p = p
    }

    /// How much memory OpenSSL needs for the blocks B, V, X and T; it refuses to work with a limit below.
    package var memoryBytes: UInt64 {
        UInt64(128 * r * ((1 << logN) + 2 + p))
    }

    /// How much work a hash is, N · r · p: its time grows with it.
    package var work: Int { (r * p) << logN }
}
