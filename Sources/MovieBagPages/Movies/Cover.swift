import MovieBag

/// The cover of a movie, drawn from the movie itself: a colour and a pattern by its identifier, and letters of its name.
///
/// Tests: CoverTests.swift
struct Cover {
    private static let hues: UInt32 = 24
    private static let patterns: UInt32 = 8

    let hue: Int
    let pattern: Int
    let monogram: String

    /// - Parameters:
    ///   - id: twelve bytes, of which all count.
    ///   - name: valid UTF-8.
    init(id: Span<UInt8>, name: String) {
        // FNV-1a, 32 bits, with its bits mixed once more: identifiers of one second differ in the last bytes only.
        var hash: UInt32 = 2_166_136_261
        for index in 0..<id.count { hash = (hash ^ UInt32(id[index])) &* 16_777_619 }
        hash ^= hash >> 15
        hue = Int(hash % Self.hues)
        pattern = Int(hash / Self.hues % Self.patterns)
        monogram = Self.monogram(of: name)
    }

    func fill(_ values: inout PageValues) {
        values["hue"] = "\(hue)"
        values["pattern"] = "\(pattern)"
        values["monogram"] = monogram
    }

    /// The first letters of the first two words; one character where words are not written with letters that have cases or
    /// vowels between spaces, as in Chinese and Japanese, and for signs.
    private static func monogram(of name: String) -> String {
        var letters = ""
        for word in name.split(
            maxSplits: 8, omittingEmptySubsequences: true, whereSeparator: { $0.isWhitespace || $0 == "-" })
        {
            guard let first = word.first(where: { $0.isLetter || $0.isNumber }) else { continue }
            letters.append(contentsOf: first.uppercased().prefix(1))
            if letters.count == 2 || first.isIdeographic { break }
        }
        if letters.isEmpty { letters = String(name.first { !$0.isWhitespace } ?? "?") }
        return letters.utf8.count <= 48 ? letters : "?"
    }
}

extension Character {
    /// Whether it stands for a whole syllable or word: from the Hangul Jamo and CJK blocks on.
    fileprivate var isIdeographic: Bool {
        guard let scalar = unicodeScalars.first?.value else { return false }
        return (0x2E80...0xD7FF).contains(scalar) || (0xF900...0xFAFF).contains(scalar)
            || (0x20000...0x3FFFF).contains(scalar)
    }
}
