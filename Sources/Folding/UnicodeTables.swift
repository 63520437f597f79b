/// What the tables say about a scalar; README.md describes the files, and make-tables writes them.
///
/// All are of one version of Unicode, which a newer toolchain does not change: what is stored in a database was folded
/// by them. A value refers to the program's data and copies nothing; one for each text is enough, as making it takes as
/// long as looking a few scalars up.
///
/// Tests: UnicodeTablesTests.swift
struct UnicodeTables {
    /// UTF-8 of replacements, for ``Replacement/text(_:)``.
    let texts = PackageResources.texts_bin
    private let folds = UnicodeTable(content: PackageResources.folds_bin)
    private let decompositions = UnicodeTable(content: PackageResources.decompositions_bin)
    private let records = UnicodeTable(content: PackageResources.properties_bin)
    private let properties = PackageResources.records_bin
    private let pairs = PackageResources.pairs_bin

    /// What a scalar becomes when it is folded.
    func fold(of scalar: UInt32) -> Replacement {
        // Plane 14 has tags and variation selectors only, which do not show.
        guard scalar < 0xE0000 || scalar > 0xE0FFF else { return .text(0..<0) }
        return replacement(for: scalar, folds.pair(at: scalar))
    }

    /// The canonical decomposition of a scalar, in full; Hangul syllables have none here.
    func decomposition(of scalar: UInt32) -> Replacement {
        if properties(of: scalar).decomposesAsFolded { return fold(of: scalar) }
        return replacement(for: scalar, decompositions.pair(at: scalar))
    }

    func properties(of scalar: UInt32) -> ScalarProperties {
        let place = Int(records.byte(at: scalar)) * 3
        return ScalarProperties(
            combiningClass: properties[place], flags: properties[place + 1], second: properties[place + 2])
    }

    /// The primary composite of two scalars (Unicode, definition D114); `nil` if there is none. Hangul syllables are
    /// composed by ``HangulSyllable``.
    func composite(of first: UInt32, _ second: UInt32) -> UInt32? {
        let number = properties(of: second).second
        guard number != 0 else { return nil }
        // An entry has the first scalar in three bytes, the number of the second in one, and the composite in three.
        let key = first << 8 | UInt32(number)
        var (low, high) = (0, pairs.count / 7)
        while low < high {
            let middle = (low + high) / 2
            let found = threeBytes(at: middle * 7) << 8 | UInt32(pairs[middle * 7 + 3])
            if found == key { return threeBytes(at: middle * 7 + 4) }
            if found < key { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    private func threeBytes(at place: Int) -> UInt32 {
        UInt32(pairs[place]) << 16 | UInt32(pairs[place + 1]) << 8 | UInt32(pairs[place + 2])
    }

    /// 0: itself; 1: nothing; up to 0x4DFF: where its text is; up to 0x9FFF: a scalar; above: a difference.
    private func replacement(for scalar: UInt32, _ value: UInt16) -> Replacement {
        switch value {
        case 0: return .itself
        case 1: return .text(0..<0)
        case ..<0x4E00:
            let start = Int(value) + 1
            return .text(start..<start + Int(texts[Int(value)]))
        case ..<0xA000: return .scalar(UInt32(value))
        default: return .scalar(UInt32(truncatingIfNeeded: Int(scalar) + Int(value) - 0xD000))
        }
    }
}

/// What takes the place of a scalar.
enum Replacement: Equatable {
    case itself
    case scalar(UInt32)
    /// The bytes of ``UnicodeTables/texts`` in this range; nothing if it is empty.
    case text(Range<Int>)
}
