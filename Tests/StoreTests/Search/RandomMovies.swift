import MovieBag

/// Movies and wishes from a small vocabulary, so that they meet often.
struct RandomMovies {
    private static let words = [
        "the", "Alien", "Am\u{E9}lie", "AME\u{301}LIE", "l'avventura", "Stra\u{DF}e", "strasse", "\u{6771}\u{4EAC}",
        "\u{6771}\u{4EAC}\u{7269}\u{8A9E}", "\u{FF21}\u{FF22}", "ab", "2001", "20", "S\u{F8}ren", "Schindler's", "!",
        "a-b",
        "\u{1F600}", "the.end", "\"q\\", "x\ty", "\u{D55C}\u{AD6D}",
    ]
    static let genres = [
        "Drama", "DRAMA", "dr\u{E4}ma", "Horror", "Science Fiction", "a\\b", "\"x\"", " War", "X\u{1D}Y",
    ]
    static let cast = [
        "Audrey Tautou", "AUDREY TAUTOU", "Jean-Luc", "\u{6771} X", "O'Brien", "the", "Drama", "\u{130}",
    ]
    static let orders = ["added", "name", "year"].flatMap { [$0, "-" + $0] }

    // No array that something is taken from by chance is empty.
    var numbers: SeededNumbers

    mutating func entry(_ number: Int, owners: Int) -> LinearSearch.Entry {
        LinearSearch.Entry(
            // The number keeps names different; it stands where it changes no beginning.
            id: MovieID(Sample.objectID(number)), name: "\(text()) \(number)",
            year: Bool.random(using: &numbers) ? Int64.random(in: 1980...1984, using: &numbers) : nil,
            cast: labels(Self.cast, atMost: 3), genres: labels(Self.genres, atMost: 2),
            owner: AccountID(Sample.objectID(Int.random(in: 1...owners, using: &numbers))))
    }

    mutating func wish(owners: Int) -> LinearSearch.Wish {
        var wish = LinearSearch.Wish()
        if chance(2) {
            wish.text =
                chance(3)
                ? beginning()
                : (0..<Int.random(in: 1...3, using: &numbers)).map { _ in beginning() }.joined(separator: " ")
        }
        if chance(4) { wish.genres = labels(Self.genres + ["none"], atMost: 2) }
        if chance(5) { wish.cast = labels(Self.cast, atMost: 2) }
        if chance(4) {
            let year = Int64.random(in: 1979...1984, using: &numbers)
            wish.years = year...(year + Int64.random(in: 0...2, using: &numbers))
        }
        if chance(6) { wish.owner = AccountID(Sample.objectID(Int.random(in: 1...owners, using: &numbers))) }
        wish.order = (Self.orders + (wish.text == nil ? [] : ["best", "-best"])).randomElement(using: &numbers)!
        return wish
    }

    private mutating func chance(_ of: Int) -> Bool { Int.random(in: 0..<of, using: &numbers) == 0 }

    private mutating func text() -> String {
        (0..<Int.random(in: 1...3, using: &numbers)).map { _ in Self.words.randomElement(using: &numbers)! }
            .joined(separator: " ")
    }

    /// A word, or what it begins with.
    private mutating func beginning() -> String {
        let word = (Self.words + Self.cast + Self.genres).randomElement(using: &numbers)!
        return String(word.prefix(Int.random(in: 1...word.count, using: &numbers)))
    }

    /// Different when they are folded.
    private mutating func labels(_ all: [String], atMost most: Int) -> [String] {
        var known: Set<[UInt8]> = []
        return (0..<Int.random(in: 0...most, using: &numbers)).map { _ in all.randomElement(using: &numbers)! }
            .filter { known.insert(LinearSearch.fold($0)).inserted }
    }
}
