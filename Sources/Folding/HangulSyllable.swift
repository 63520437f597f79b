/// A Hangul syllable, which is composed of letters (jamo) by arithmetic (Unicode, section 3.12).
///
/// Tests: Folding+NFCTests.swift
struct HangulSyllable {
    private static let first: UInt32 = 0xAC00
    private static let leading: UInt32 = 0x1100
    private static let vowel: UInt32 = 0x1161
    /// One before the first one, as a syllable may have none.
    private static let trailing: UInt32 = 0x11A7
    private static let (leadings, vowels, trailings): (UInt32, UInt32, UInt32) = (19, 21, 28)

    private let index: UInt32

    init?(_ scalar: UInt32) {
        guard scalar >= Self.first, scalar - Self.first < Self.leadings * Self.vowels * Self.trailings else {
            return nil
        }
        index = scalar - Self.first
    }

    /// Its two or three letters.
    var jamo: [UInt32] {
        let leading = Self.leading + index / (Self.vowels * Self.trailings)
        let vowel = Self.vowel + index / Self.trailings % Self.vowels
        let trailing = index % Self.trailings
        return trailing == 0 ? [leading, vowel] : [leading, vowel, Self.trailing + trailing]
    }

    /// The syllable of two letters, or of a syllable of two and a third one.
    static func composed(of first: UInt32, _ second: UInt32) -> UInt32? {
        if leading..<leading + leadings ~= first, vowel..<vowel + vowels ~= second {
            return self.first + ((first - leading) * vowels + second - vowel) * trailings
        }
        guard let syllable = HangulSyllable(first), syllable.index.isMultiple(of: trailings),
            trailing + 1..<trailing + trailings ~= second
        else { return nil }
        return first + second - trailing
    }
}
