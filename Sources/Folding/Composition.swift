/// The primary composites (Unicode, definition D114): what two scalars become in NFC.
///
/// Tests: Folding+NFCTests.swift
enum Composition {
    /// The scalar that two compose to; `nil` if there is none.
    static func of(_ first: UInt32, _ second: UInt32) -> UInt32? {
        if let syllable = HangulSyllable.composed(of: first, second) { return syllable }
        let number = UnicodeTables.properties(of: second).second
        guard number != 0 else { return nil }
        let key = first << 8 | UInt32(number)
        let pairs = PackageResources.pairs_bin
        var low = 0
        var high = pairs.count / 7
        while low < high {
            let middle = (low + high) / 2
            let found = self.key(at: middle * 7, of: pairs)
            if found == key { return composite(at: middle * 7, of: pairs) }
            if found < key { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    // An entry has the first scalar in three bytes, the number of the second in one, and the composite in three.

    private static func key(at place: Int, of pairs: [UInt8]) -> UInt32 {
        number(at: place, of: pairs) << 8 | UInt32(pairs[place + 3])
    }

    private static func composite(at place: Int, of pairs: [UInt8]) -> UInt32 {
        number(at: place + 4, of: pairs)
    }

    private static func number(at place: Int, of pairs: [UInt8]) -> UInt32 {
        UInt32(pairs[place]) << 16 | UInt32(pairs[place + 1]) << 8 | UInt32(pairs[place + 2])
    }
}
