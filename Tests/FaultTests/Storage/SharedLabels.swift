/// Texts of casts or genres that many movies have, in spellings that count as one.
struct SharedLabels: Sendable {
    /// For each label its spellings, which differ in case and diacritics alone.
    let spellings: [[String]]

    static let genres = SharedLabels(spellings: [
        ["Drama", "DRAMA", "Dr\u{E4}ma"], ["Horror", "horror"], ["War"], ["Science Fiction", "science fiction"],
        ["Stra\u{DF}e", "STRASSE"], ["\u{6771}\u{4EAC}"],
    ])
    static let casts = SharedLabels(spellings: [
        ["Audrey Tautou", "AUDREY TAUTOU"], ["Jean-Luc", "jean-luc"], ["S\u{F8}ren", "Soren"], ["O'Brien"], ["Drama"],
        ["Am\u{E9}lie", "Ame\u{301}lie", "amelie"], ["X"], ["Y"], ["Z"],
    ])

    /// Some labels, each once, in one of its spellings.
    func some(atMost most: Int, _ choices: inout SeededChoices) -> [String] {
        spellings.shuffled(using: &choices).prefix(choices.number(in: 0...most)).map { spellings in
            spellings[choices.number(in: 0...spellings.count - 1)]
        }
    }

    /// The number of the label that has a spelling.
    func label(of spelling: String) -> Int? {
        spellings.firstIndex { $0.contains { $0.utf8.elementsEqual(spelling.utf8) } }
    }

    /// How many of some lists have each label, by its number; what is no spelling of one counts as label -1.
    func count(_ lists: [[String]]) -> [Int: Int] {
        lists.joined().reduce(into: [:]) { $0[label(of: $1) ?? -1, default: 0] += 1 }
    }
}
