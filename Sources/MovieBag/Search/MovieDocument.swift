/// What a movie is searched by, made here for every storage, so that all of them give the same results.
///
/// Tests: MovieDocumentTests.swift
package struct MovieDocument: Sendable, Equatable {
    /// The most bytes of ``name``; the rest of a longer one is left out.
    package static let mostBytesOfName = 256
    /// Stands for no year: larger than each, so that movies without one are the last.
    package static let noYear: Int64 = 9999
    package static let allYears = 0...noYear

    package let movie: MovieID
    /// By which movies are ordered, byte by byte: the name folded, its first ``mostBytesOfName``.
    package let name: [UInt8]
    /// ``noYear`` where there is none.
    package let year: Int64
    package let owner: AccountID
    /// Every label once, with its first spelling.
    package let labels: [MovieLabel]
    /// A ``SearchText``.
    package let text: [UInt8]

    package init(_ movie: Movie) {
        self.movie = movie.id
        let key = MovieLabel.key(of: movie.name.utf8)
        name = Self.cut(key)
        year = movie.year?.number ?? Self.noYear
        owner = movie.owner
        labels = Self.labels(.cast, movie.cast) + Self.labels(.genre, movie.genres)
        text = SearchText(name: movie.name.utf8, key: key, labels).bytes
    }

    /// What a name is ordered by.
    package static func name(of text: [UInt8]) -> [UInt8] { cut(MovieLabel.key(of: text)) }

    private static func cut(_ key: [UInt8]) -> [UInt8] {
        guard key.count > mostBytesOfName else { return key }
        var end = mostBytesOfName
        while key[end] & 0xc0 == 0x80 { end -= 1 }
        return Array(key[..<end])
    }

    /// Stored lists may repeat a text, which counts once.
    private static func labels(_ kind: LabelKind, _ list: Labels) -> [MovieLabel] {
        var different = DifferentTexts()
        return list.texts.map { MovieLabel(kind, $0) }.filter { different.insert($0.key) }
    }
}
