import Testing

@testable import Folding

@Suite struct FoldingWordsTests {
    @Test(arguments: [
        ("The Lord of the Rings", ["the", "lord", "of", "rings"]), ("  ", []), ("", []), ("!?…", []), ("\u{301}", []),
        ("Amélie—2001/Œuvre", ["amelie", "2001", "oeuvre"]), ("WALL·E S.W.A.T.", ["wall", "e", "s", "w", "a", "t"]),
        ("Spider-Man", ["spider", "man"]), ("Se7en ½ Ⅷ", ["se7en", "1", "2", "viii"]), ("a_b@c", ["a", "b", "c"]),
        ("Ａ　Ｂ", ["a", "b"]), ("soft\u{AD}hyphen", ["softhyphen"]), ("\u{301}e a\u{301}", ["e", "a"]),
        ("مُحَمَّد", ["محمد"]), ("मैंने प्यार", ["मैंने", "प्यार"]), ("हिंदी की", ["हिंदी", "की"]),
    ])
    func wordsAreLettersAndNumbersAndAllElseSeparatesThem(text: String, words: [String]) {
        #expect(Folding.words(of: Array(text.utf8)) == words.map { Array($0.utf8) })
    }

    @Test(arguments: [
        ("千と千尋の神隠し", ["千", "と", "尋", "の", "神", "隠", "し"]), ("기생충", ["기", "생", "충"]),
        ("アキラ AKIRA2", ["ア", "キ", "ラ", "akira2"]), ("ガカ\u{3099}サー", ["ガ", "サ", "ー"]), ("第9地区", ["第", "9", "地", "区"]),
        ("ab千cd", ["ab", "千", "cd"]), ("ต้มกุ้ง", ["ต้", "ม", "กุ้", "ง"]),
        ("I ❤️ Huckabees 💩", ["i", "❤", "huckabees", "💩"]),
        ("千'尋", ["千", "尋"]),
    ])
    func aCharacterOfAScriptWithoutSpacesIsAWord(text: String, words: [String]) {
        #expect(Folding.words(of: Array(text.utf8)) == words.map { Array($0.utf8) })
    }

    @Test(arguments: [
        ("Schindler's List", ["schindlers", "list"]), ("L’Avventura", ["lavventura", "avventura"]),
        ("d'l'amour", ["dlamour", "lamour", "amour"]), ("rock 'n' roll", ["rock", "n", "roll"]),
        ("Rock'n'Roll", ["rocknroll", "nroll", "roll"]), ("Don't", ["dont"]), ("O''Brien", ["o", "brien"]),
        ("'Round", ["round"]), ("girls' night", ["girls", "night"]), ("l' avventura", ["l", "avventura"]), ("'", []),
        ("l'été", ["lete", "ete"]), ("Ocean's 8", ["oceans", "8"]), ("l'千", ["l", "千"]), ("j'\u{3099}a", ["j", "a"]),
        ("\u{16D63}'\u{16D67}", ["\u{16D69}"]),
    ])
    func anApostropheInsideAWordIsLeftOutAndWhatFollowsIsAWordToo(text: String, words: [String]) {
        #expect(Folding.words(of: Array(text.utf8)) == words.map { Array($0.utf8) })
    }

    @Test(arguments: [
        (String(repeating: "x", count: 64), 64), (String(repeating: "x", count: 65), 64),
        (String(repeating: "ж", count: 33), 64), ("x" + String(repeating: "ж", count: 33), 63),
        ("xx" + String(repeating: "\u{16F6E}", count: 20), 62),
    ])
    func aLongWordEndsAtAScalarWithin64Bytes(text: String, bytes: Int) {
        #expect(Folding.words(of: Array(text.utf8)) == [Array(text.utf8.prefix(bytes))])
    }

    @Test func partsBehindAnApostropheAreCutToo() {
        let long = String(repeating: "x", count: 100)
        let words = Folding.words(of: Array("l'\(long)".utf8))
        #expect(words == [Array("l\(long)".utf8.prefix(64)), Array(long.utf8.prefix(64))])
    }

    @Test func aTextHasAtMost300Words() {
        let text = (1...400).map { "w\($0)" }.joined(separator: " ")
        let words = Folding.words(of: Array(text.utf8))
        #expect(words.count == 300)
        #expect(words.last == Array("w300".utf8))
        let parts = (1...400).map { "l'w\($0)" }.joined(separator: " ")
        #expect(Folding.words(of: Array(parts.utf8)).count == 300)
    }
}
