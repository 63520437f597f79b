/// A table with a value for each scalar, in three stages, so that equal parts are there once.
///
/// One byte for each 128 scalars, the number of a branch; two bytes with the size of all branches; branches of 16 leaf numbers
/// of two bytes; leaves of 8 values. Numbers of two bytes have the lower one first. Scalars behind the end have the value 0.
///
/// Tests: UnicodeTablesTests.swift
struct UnicodeTable {
    private let content: [UInt8]
    /// Where the leaves begin.
    private let leaves: Int

    /// The number of scalars with an entry, as in make-tables.
    private static let end: UInt32 = 0x33480
    private static let roots = Int(end) / 128

    init(content: [UInt8]) {
        self.content = content
        leaves = Self.roots + 2 + Int(Self.number(at: Self.roots, of: content))
    }

    /// The value of a scalar in a table of one byte each.
    func byte(at scalar: UInt32) -> UInt8 {
        guard scalar < Self.end else { return 0 }
        return content[leaves + leaf(of: scalar) * 8 + Int(scalar & 7)]
    }

    /// The value of a scalar in a table of two bytes each.
    func pair(at scalar: UInt32) -> UInt16 {
        guard scalar < Self.end else { return 0 }
        return Self.number(at: leaves + (leaf(of: scalar) * 8 + Int(scalar & 7)) * 2, of: content)
    }

    private func leaf(of scalar: UInt32) -> Int {
        let branch = Int(content[Int(scalar >> 7)])
        return Int(Self.number(at: Self.roots + 2 + (branch * 16 + Int(scalar >> 3 & 15)) * 2, of: content))
    }

    private static func number(at place: Int, of content: [UInt8]) -> UInt16 {
        UInt16(content[place]) | UInt16(content[place + 1]) << 8
    }
}
