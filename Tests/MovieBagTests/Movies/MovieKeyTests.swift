import MovieBag
import Testing

@Suite struct MovieKeyTests {
    private static let id = MovieID(hexadecimal: Array("68a000000000000000000001".utf8)[...])!  // Valid.

    private static func key(_ name: String, _ year: Int64? = nil) throws -> String {
        let key = MovieKey(try MovieName(Array(name.utf8)), try year.map { try MovieYear($0) })
        return String(decoding: key.utf8, as: UTF8.self)
    }

    @Test func aNameWithoutAYearIsItsOwnKey() throws {
        for name in ["Dune", " Dune ", "語", "🎬", "Am\u{E9}lie", "\r"] {
            #expect(try Array(Self.key(name).utf8) == Array(name.utf8))
        }
    }

    @Test func keysAreInNFC() throws {
        #expect(try Array(Self.key("Ame\u{301}lie").utf8) == Array("Am\u{E9}lie".utf8))
        #expect(try Self.key("Ame\u{301}lie", 2001) == "Am\u{E9}lie\n2001")
        #expect(try Array(Self.key("\u{212B}").utf8) == Array("\u{C5}".utf8))
        // Compatibility is another matter: these are two names.
        #expect(try Self.key("ﬁn") != Self.key("fin"))
    }

    @Test func whatDiffersHasDifferentKeys() throws {
        let names = ["Dune", "Dune\n", "\nDune", "Dune\n\n", "Dune\n1984", "Dune\n1984\n", "Dune\n\(Self.id)"]
        var keys = try names.flatMap { name in
            try [nil, 1984, 2021].map { year in try Self.key(name, year) }
        }
        for name in names {
            let twin = MovieKey(twin: Self.id, named: try MovieName(Array(name.utf8))).utf8
            #expect(MovieKey.isTwin(twin))
            keys.append(String(decoding: twin, as: UTF8.self))
        }
        #expect(Set(keys).count == names.count * 4)
        #expect(keys.dropLast(names.count).allSatisfy { !MovieKey.isTwin(Array($0.utf8)) })
    }
}
