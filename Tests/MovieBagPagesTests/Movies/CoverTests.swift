import Testing

@testable import MovieBagPages

@Suite struct CoverTests {
    private static func cover(_ name: String, _ id: [UInt8] = Array(repeating: 0, count: 12)) -> Cover {
        Cover(id: id.span, name: Array(name.utf8).span)
    }

    private static func letters(_ name: String) -> String { String(decoding: cover(name).monogram, as: UTF8.self) }

    @Test(arguments: [
        ("Ran", "R"), ("Dersu Uzala", "DU"), ("the third man", "TT"), ("Zazie-dans le métro", "ZD"),
        ("2001: A Space Odyssey", "2A"),
        ("…und dann", "UD"), ("\"Quoted\" title", "QT"), ("élite", "É"), ("ßa", "S"), ("ǆ", "Ǆ"), ("Ω mega", "ΩM"),
        // Right to left, without cases.
        ("لورنس العرب", "لا"), ("רן", "ר"),
        // One character stands for a word.
        ("七人の侍", "七"), ("생활의 발견", "생"), ("東京 物語", "東"), ("ゴジラ", "ゴ"), ("A 東京", "A東"), ("𠮷野", "𠮷"),
        // Signs.
        ("🎬 film", "F"), ("🎬", "🎬"), ("🏳️‍🌈", "🏳️‍🌈"), ("?!", "?"), ("…", "…"), ("   ", "?"), ("\u{3000}", "?"), ("", "?"),
        ("--", "-"),
        ("a\tb\r\nc", "AB"), ("\u{1c}x y", "XY"), ("I/O and more", "IA"), ("-a-", "A"), ("7", "7"), ("a!b", "A"),
    ])
    func itsLettersAreThoseOfTheName(name: String, monogram: String) {
        #expect(Self.letters(name) == monogram)
    }

    /// Names of ASCII alone are read byte by byte: with a character of another script at their end they are not.
    @Test(arguments: [
        "Ran", "the third man", "\u{1c}x y", "a\tb\r\nc", "?", "- -", "  .", "I/O and more", "1900 (Novecento)", "-a-b",
    ])
    func bothWaysGiveTheSameLetters(name: String) {
        let letters = Self.letters(name)
        #expect(Self.letters("\(name)\u{3000}") == letters)
    }

    /// A character may have any number of combining ones.
    @Test func aLongClusterIsNotShown() {
        let cluster = "a" + String(repeating: "\u{301}", count: 100)
        #expect(Self.letters(cluster).utf8.count <= 48)
        #expect(Self.letters("\u{200d}" + String(repeating: "🎬\u{200d}", count: 40)).utf8.count <= 48)
    }

    @Test func itsColourAndPatternAreThoseOfTheIdentifier() {
        let id = Array("0123456789ab".utf8)
        let (one, again) = (Self.cover("a", id), Self.cover("b", id))
        #expect(one.hue == again.hue && one.pattern == again.pattern)
    }

    /// Identifiers of one second differ in their last bytes: each colour and pattern comes up all the same.
    @Test func neighboursDiffer() {
        var (hues, patterns) = ([Int: Int](), [Int: Int]())
        for number in 0..<2_400 {
            let cover = Self.cover("a", Array("0123456789".utf8) + [UInt8(number >> 8), UInt8(number & 255)])
            hues[cover.hue, default: 0] += 1
            patterns[cover.pattern, default: 0] += 1
        }
        #expect(hues.keys.sorted() == Array(0..<24) && patterns.keys.sorted() == Array(0..<8))
        #expect(hues.values.allSatisfy { (50...200).contains($0) }, "\(hues)")
        #expect(patterns.values.allSatisfy { (150...600).contains($0) }, "\(patterns)")
    }

    @Test func itFillsItsValues() {
        var values = PageValues()
        Self.cover("Ran").fill(&values)
        #expect(values["monogram"] == "R" && values["hue"].flatMap { Int($0) }.map { (0..<24).contains($0) } == true)
        #expect(values["pattern"].flatMap { Int($0) }.map { (0..<8).contains($0) } == true)
    }
}
