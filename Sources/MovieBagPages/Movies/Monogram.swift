import Text
import Web

/// The letters that stand for a movie on its cover: the first of the first two words; one character where words are not written
/// with letters that have cases or vowels between spaces, as in Chinese and Japanese, and for signs.
///
/// Tests: CoverTests.swift
enum Monogram {
    private static let letters = 2
    /// So many bytes are shown at most: a character may have any number of combining ones.
    private static let longest = 48
    /// So many characters of a name are looked at.
    private static let farthest = 64

    /// - Parameter name: valid UTF-8.
    static func bytes(of name: Span<UInt8>) -> [UInt8] {
        let isASCII = (0..<name.count).allSatisfy { name[$0] < 0x80 }
        return isASCII
            ? letters(ofASCII: name) : Array(letters(of: String(decoding: name.copied(), as: UTF8.self)).utf8)
    }

    /// What ``letters(of:)`` gives: most names are of this kind, and characters of Unicode take a hundred times as long.
    private static func letters(ofASCII name: Span<UInt8>) -> [UInt8] {
        var letters: [UInt8] = []
        var sign: UInt8?
        var isTaken = false
        for index in 0..<min(name.count, farthest) where letters.count < Self.letters {
            let byte = name[index]
            if byte.isWhiteSpace || byte == UInt8(ascii: "-") { isTaken = false }
            if !byte.isWhiteSpace { sign = sign ?? byte }
            guard !isTaken, let letter = byte.upperCaseAlphanumeric else { continue }
            letters.append(letter)
            isTaken = true
        }
        return letters.isEmpty ? [sign ?? UInt8(ascii: "?")] : letters
    }

    private static func letters(of name: String) -> String {
        var letters = ""
        var sign: Character?
        var isTaken = false
        for character in name.prefix(farthest) {
            let isSpace = character.isWhitespace
            if isSpace || character == "-" { isTaken = false }
            if !isSpace { sign = sign ?? character }
            guard !isTaken, character.isLetter || character.isNumber else { continue }
            letters.append(contentsOf: character.uppercased().prefix(1))
            isTaken = true
            if letters.count == Self.letters || character.isIdeographic { break }
        }
        if letters.isEmpty { letters = String(sign ?? "?") }
        return letters.utf8.count <= longest ? letters : "?"
    }
}

extension UInt8 {
    /// White space as `Character.isWhitespace` has it, among ASCII.
    fileprivate var isWhiteSpace: Bool { self == UInt8(ascii: " ") || (9...13).contains(self) }

    /// A letter in upper case, a digit as it is.
    fileprivate var upperCaseAlphanumeric: UInt8? {
        isLetter ? self & 0xDF : isDigit ? self : nil
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
