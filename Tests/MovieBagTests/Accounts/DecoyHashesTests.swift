import Cryptography
import Mail
import MovieBag
import Testing

/// What a log-in with an unknown address costs.
@Suite struct DecoyHashesTests {
    /// Parameters that cost so many times the cheapest; only the numbers matter, as nothing is hashed here.
    private static func parameters(_ times: Int) throws -> ScryptParameters {
        try #require(ScryptParameters(logN: 1, r: 1, p: times))
    }

    private static func decoys(ours: Int = 4, secret: SecretBytes = .test) throws -> DecoyHashes {
        try DecoyHashes(parameters: parameters(ours), secret: secret)
    }

    /// What the addresses of so many strangers cost.
    private static func costs(_ decoys: DecoyHashes, addresses: Int = 2000) throws -> [Int?] {
        try (0..<addresses).map { number in
            try decoys.hash(for: EmailAddress("stranger\(number)@example.org")).p
        }
    }

    private static func imitate(_ accounts: [Int: Int], by decoys: DecoyHashes) throws {
        decoys.imitate(
            Dictionary(uniqueKeysWithValues: try accounts.map { (.scrypt(try parameters($0.key)), $0.value) }))
    }

    @Test func beforeTheFirstCensusAndWithoutAccountsEveryAddressCostsOurs() throws {
        let decoys = try Self.decoys()
        #expect(Set(try Self.costs(decoys, addresses: 50)) == [4])
        decoys.imitate([:])
        #expect(Set(try Self.costs(decoys, addresses: 50)) == [4])
    }

    @Test func whereAllAccountsCostTheSameStrangersDoToo() throws {
        let decoys = try Self.decoys()
        try Self.imitate([2: 7], by: decoys)
        #expect(Set(try Self.costs(decoys, addresses: 50)) == [2])
        #expect(try decoys.hash(for: nil).p == 4, "what is no address costs ours at all times")
    }

    @Test func costsAreDrawnByTheSharesOfAccounts() throws {
        let decoys = try Self.decoys()
        try Self.imitate([1: 100, 2: 300, 4: 600], by: decoys)
        let costs = try Self.costs(decoys)
        // Five times the standard deviation of 2,000 draws at most.
        for (cost, share) in [(1, 0.1), (2, 0.3), (4, 0.6)] {
            let drawn = Double(costs.count { $0 == cost }) / 2000
            #expect(abs(drawn - share) < 0.055, "\(cost): \(drawn)")
        }
    }

    @Test func anAddressCostsTheSameInEveryProcessAndInEveryCase() throws {
        let (first, second) = (try Self.decoys(), try Self.decoys())
        for decoys in [first, second] { try Self.imitate([1: 3, 2: 3, 4: 3], by: decoys) }
        #expect(try Self.costs(first, addresses: 200) == Self.costs(second, addresses: 200))
        for number in 0..<50 {
            let lower = try first.hash(for: EmailAddress("stranger\(number)@example.org"))
            #expect(try first.hash(for: EmailAddress("StrangeR\(number)@Example.ORG")) == lower)
        }
    }

    @Test func withoutTheSecretTheDrawsCannotBeKnown() throws {
        let ours = try Self.decoys()
        let theirs = try Self.decoys(secret: SecretBytes(Array("another secret, only used by tests".utf8)))
        for decoys in [ours, theirs] { try Self.imitate([1: 1, 4: 1], by: decoys) }
        let pairs = zip(try Self.costs(ours, addresses: 400), try Self.costs(theirs, addresses: 400))
        #expect(140...260 ~= pairs.count { $0 != $1 })
    }

    @Test func moreThanFourTimesOursIsNotImitated() throws {
        let decoys = try Self.decoys()
        try Self.imitate([16: 10, 17: 1000, 60: 1000], by: decoys)
        #expect(Set(try Self.costs(decoys, addresses: 200)) == [16])
        try Self.imitate([17: 1000], by: decoys)
        #expect(Set(try Self.costs(decoys, addresses: 50)) == [4])
    }

    @Test func whileOwnersLogInStrangersChangeToOursOnceEach() throws {
        let decoys = try Self.decoys()
        try Self.imitate([2: 1000], by: decoys)
        var before = try Self.costs(decoys, addresses: 300)
        for renewed in stride(from: 200, through: 1000, by: 200) {
            try Self.imitate([2: 1000 - renewed, 4: renewed], by: decoys)
            let after = try Self.costs(decoys, addresses: 300)
            #expect(zip(before, after).allSatisfy { $0 == $1 || ($0 == 2 && $1 == 4) })
            before = after
        }
        #expect(Set(before) == [4])
    }

    private static func kinds(_ decoys: DecoyHashes, addresses: Int = 2000) throws -> [Substring: Int] {
        try (0..<addresses).reduce(into: [:]) { kinds, number in
            let hash = try decoys.hash(for: EmailAddress("stranger\(number)@example.org"))
            kinds[hash.phcString.split(separator: "$").prefix(2).joined(separator: "$")[...], default: 0] += 1
        }
    }

    /// ln=15,r=8,p=3 is as much work as cost 12 of bcrypt.
    @Test func hashesOfOtherApplicationsAreImitatedByTheirSharesToo() throws {
        let ours = try #require(ScryptParameters(logN: 15, r: 8, p: 3))
        let decoys = try DecoyHashes(parameters: ours, secret: .test)
        decoys.imitate([.scrypt(ours): 600, .bcrypt(12): 300, .bcrypt(4): 100])
        let kinds = try Self.kinds(decoys)
        #expect(Set(kinds.keys) == ["scrypt$ln=15,r=8,p=3", "2b$12", "2b$04"])
        for (kind, share) in [("scrypt$ln=15,r=8,p=3", 0.6), ("2b$12", 0.3), ("2b$04", 0.1)] {
            #expect(abs(Double(kinds[kind[...]] ?? 0) / 2000 - share) < 0.055, "\(kind): \(kinds)")
        }
    }

    @Test func thoseThatCostMoreThanFourTimesOursAreNotImitatedEither() throws {
        let ours = try #require(ScryptParameters(logN: 15, r: 8, p: 3))
        let decoys = try DecoyHashes(parameters: ours, secret: .test)
        decoys.imitate([.bcrypt(14): 10, .bcrypt(13): 1])
        #expect(Set(try Self.kinds(decoys, addresses: 50).keys) == ["2b$14", "2b$13"])
        let half = try DecoyHashes(parameters: #require(ScryptParameters(logN: 15, r: 8, p: 2)), secret: .test)
        half.imitate([.bcrypt(14): 10, .bcrypt(13): 1])
        #expect(Set(try Self.kinds(half, addresses: 50).keys) == ["2b$13"])
    }

    @Test func theRarestOfVeryManyAreNotImitated() throws {
        let decoys = try Self.decoys(ours: 16)
        try Self.imitate(
            Dictionary(uniqueKeysWithValues: (1...40).map { ($0, $0 <= DecoyHashes.mostKinds ? 100 : 1) }), by: decoys)
        #expect(Set(try Self.costs(decoys, addresses: 300)) == Set(1...DecoyHashes.mostKinds))
    }
}
