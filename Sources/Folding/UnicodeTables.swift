/// What the tables say about a scalar; README.md describes the files, and make-tables writes them.
///
/// All are of one version of Unicode, which a newer toolchain does not change: what is stored in a database was folded
/// by them.
///
/// Tests: UnicodeTablesTests.swift
enum UnicodeTables {
    /// What a scalar becomes when it is folded.
    static func fold(of scalar: UInt32) -> Replacement {
        // Plane 14 has tags and variation selectors only, which do not show.
        guard scalar < 0xE0000 || scalar > 0xE0FFF else { return .text(0..<0) }
        return replacement(for: scalar, UnicodeTable(content: PackageResources.folds_bin).pair(at: scalar))
    }

    /// The canonical decomposition of a scalar, in full; Hangul syllables have none here.
    static func decomposition(of scalar: UInt32) -> Replacement {
        if properties(of: scalar).decomposesAsFolded { return fold(of: scalar) }
        let table = UnicodeTable(content: PackageResources.decompositions_bin)
        return replacement(for: scalar, table.pair(at: scalar))
    }

    static func properties(of scalar: UInt32) -> ScalarProperties {
        let record = UnicodeTable(content: PackageResources.properties_bin).byte(at: scalar)
        return ScalarProperties(record: Int(record))
    }

    /// Where UTF-8 of replacements is, for ``Replacement/text(_:)``.
    static var texts: [UInt8] { PackageResources.texts_bin }

    /// 0: itself; 1: nothing; up to 0x4DFF: where its text is; up to 0x9FFF: a scalar; above: a difference.
    private static func replacement(for scalar: UInt32, _ value: UInt16) -> Replacement {
        switch value {
        case 0: .itself
        case 1: .text(0..<0)
        case ..<0x4E00: .text(text(at: Int(value)))
        case ..<0xA000: .scalar(UInt32(value))
        default: .scalar(UInt32(truncatingIfNeeded: Int(scalar) + Int(value) - 0xD000))
        }
    }

    private static func text(at place: Int) -> Range<Int> {
        let start = place + 1
        return start..<start + Int(texts[place])
    }
}

/// What takes the place of a scalar.
enum Replacement: Equatable {
    case itself
    case scalar(UInt32)
    /// The bytes of ``UnicodeTables/texts`` in this range; nothing if it is empty.
    case text(Range<Int>)
}
