/// What splitting and normal forms need to know of a scalar.
///
/// Tests: UnicodeTablesTests.swift
struct ScalarProperties {
    /// `Canonical_Combining_Class` (Unicode, section 3.11).
    let combiningClass: UInt8
    /// In the lowest two bits a ``WordClass``, above them what follows here.
    let flags: UInt8
    /// The number of a scalar that composes with one before it; 0 for all others.
    let second: UInt8

    /// Its part in words.
    var wordClass: WordClass { WordClass(rawValue: flags & 3) ?? .separator }

    /// Whether it is not `NFC_Quick_Check=Yes` (Unicode Standard Annex 15).
    var mayChange: Bool { flags & 4 != 0 }

    /// Whether what it folds to is its canonical decomposition, which is stored once then.
    var decomposesAsFolded: Bool { flags & 8 != 0 }

    /// Whether what it folds to may be ordered or composed with what is before it.
    var foldMayJoin: Bool { flags & 16 != 0 }
}

/// The part of a folded scalar in words.
enum WordClass: UInt8 {
    /// Between words: spaces, punctuation, most symbols, what is not assigned.
    case separator = 0
    /// A letter or a number.
    case letter = 1
    /// A mark, which belongs to what is before it.
    case mark = 2
    /// A word of its own: a character of a script without spaces between words, or a pictograph.
    case alone = 3
}
