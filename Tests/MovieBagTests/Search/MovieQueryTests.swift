import MovieBag
import Testing

@Suite struct MovieQueryTests {
    // Twelve bytes, always valid.
    private static let owner = AccountID(ObjectID(bytes: Array(repeating: 2, count: 12))!)

    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    private static func query(
        _ text: String? = nil, genres: [String] = [], cast: [String] = [], years: ClosedRange<Int64>? = nil,
        owner: AccountID? = nil, _ order: String = "added"
    ) throws -> MovieQuery {
        try MovieQuery(
            text: text.map(bytes), genres: genres.map(bytes), cast: cast.map(bytes), years: years, owner: owner,
            order: MovieOrder(bytes(order)))
    }

    @Test func whatFindsTheSameHasOneDigest() throws {
        #expect(try Self.query("Tau AM\u{C9}LIE").digest == Self.query("amelie tau").digest)
        #expect(
            try Self.query(genres: ["Drama", "War"], cast: ["X"]).digest
                == Self.query(genres: ["war", "DRAMA", "drama"], cast: ["x"]).digest)
    }

    @Test func whatFindsSomethingElseHasAnother() throws {
        let queries = [
            try Self.query(), try Self.query("a"), try Self.query("a b"), try Self.query("ab"), try Self.query("!"),
            try Self.query(genres: ["a"]), try Self.query(cast: ["a"]), try Self.query(genres: ["a", "b"]),
            try Self.query(genres: ["a b"]), try Self.query(years: 1984...1984), try Self.query(years: 1984...1985),
            try Self.query(owner: Self.owner), try Self.query("name"), try Self.query("a", "name"),
            try Self.query("a", "-name"), try Self.query("a", "year"), try Self.query("a", "best"),
            try Self.query("a!", "best"), try Self.query("a", "-best"), try Self.query("a", "-added"),
        ]
        #expect(Set(queries.map(\.digest)).count == queries.count)
    }

    @Test func limitsHold() throws {
        let words = (1...16).map { "w\($0)x" }.joined(separator: " ")
        #expect(try Self.query(words) != Self.query("w1x"))
        #expect(throws: InvalidValue.self) { try Self.query(words + " more") }
        #expect(throws: InvalidValue.self) { try Self.query("") }
        #expect(throws: InvalidValue.self) { try Self.query(String(repeating: "x", count: 201)) }
        #expect(throws: InvalidValue.self) { try Self.query(genres: [""]) }
        #expect(throws: InvalidValue.self) { try Self.query(cast: ["a\0"]) }
        #expect(try Self.query(genres: (1...16).map { "\($0)" }).labels.count == 16)
        #expect(throws: InvalidValue.self) {
            try Self.query(genres: (1...10).map { "\($0)" }, cast: (1...7).map { "\($0)" })
        }
        #expect(throws: InvalidValue.self) { try Self.query(nil, "best") }
        for order in ["", "-", "--name", "names", "Name", "id", "best-"] {
            #expect(throws: InvalidValue.self, "\(order)") { try MovieOrder(Self.bytes(order)) }
        }
    }

    @Test func onlyTheWholeCollectionNeedsNoSearch() throws {
        #expect(try Self.query().isWholeCollection)
        for query in [
            try Self.query("!"), try Self.query(genres: ["a"]), try Self.query(nil, "-added"),
            try Self.query(owner: Self.owner), try Self.query(years: 1900...1900),
        ] {
            #expect(!query.isWholeCollection)
        }
    }

    @Test func yearsTurnedRoundEndWithThoseWithoutOne() throws {
        #expect(try Self.query(nil, "year").ranges.map(\.order) == [.year(0...9999)])
        #expect(try Self.query(nil, "-year").ranges.map(\.order) == [.year(0...9998), .year(9999...9999)])
        #expect(try Self.query(nil, years: 1980...1989, "-year").ranges.map(\.order) == [.year(1980...1989)])
    }
}
