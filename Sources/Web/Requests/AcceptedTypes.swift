import Text

/// The value of `Accept` (RFC 9110, section 12.5.1): media ranges, each with its weight.
///
/// Strict: a value that is malformed anywhere says nothing at all. Parameters other than `q` are read and have no effect, as
/// the types that are asked for here have none.
package struct AcceptedTypes: Sendable {
    /// What is longer, in bytes, or has more ranges, says nothing.
    package static let longest = 1_024
    private static let mostRanges = 64

    private struct Range {
        let type: ArraySlice<UInt8>
        let subtype: ArraySlice<UInt8>
        /// In thousandths, 0 to 1,000.
        let weight: Int
    }

    private var ranges: [Range] = []

    /// - Parameter field: several fields of that name are joined with commas before.
    /// - Returns: `nil` when it is malformed, too long, or names nothing.
    package init?(_ field: [UInt8]) {
        guard field.count <= Self.longest else { return nil }
        var rest = FieldReader(field)
        while rest.skipEmptyElements() {
            guard ranges.count < Self.mostRanges, let range = Self.range(&rest) else { return nil }
            ranges.append(range)
        }
        if ranges.isEmpty { return nil }
    }

    /// Whether `type` is named in full, with a larger weight than `other` has by the range that is most specific for it. A
    /// wildcard names no type.
    package func prefers(_ type: (StaticString, StaticString), to other: (StaticString, StaticString)) -> Bool {
        guard let weight = weight(of: type) else { return false }
        let otherWeight = self.weight(of: other) ?? self.weight(of: (other.0, "*")) ?? self.weight(of: ("*", "*")) ?? 0
        return weight > otherWeight
    }

    /// The weight of a range; the largest where it is given more than once.
    private func weight(of range: (type: StaticString, subtype: StaticString)) -> Int? {
        ranges.filter { $0.type.equalsIgnoringCase(range.type) && $0.subtype.equalsIgnoringCase(range.subtype) }
            .map(\.weight).max()
    }

    private static func range(_ rest: inout FieldReader) -> Range? {
        guard let type = rest.token(), rest.take("/"), let subtype = rest.token(),
            // `*` stands for a whole name, and only `*/*` has it in front.
            type.equalsIgnoringCase("*") ? subtype.equalsIgnoringCase("*") : !type.contains(UInt8(ascii: "*")),
            subtype.equalsIgnoringCase("*") || !subtype.contains(UInt8(ascii: "*"))
        else { return nil }
        var weight: Int?
        while rest.takeAfterBlanks(";") {
            rest.skipBlanks()
            guard let name = rest.token() else { continue }  // a parameter may be missing (section 5.6.6)
            guard rest.take("="), let value = rest.value() else { return nil }
            guard name.equalsIgnoringCase("q") else { continue }
            guard weight == nil, let quality = quality(value) else { return nil }
            weight = quality
        }
        return rest.isAtEndOfElement ? Range(type: type, subtype: subtype, weight: weight ?? 1_000) : nil
    }

    /// A weight in thousandths: 0 or 1, and at most three digits behind a point (section 12.4.2).
    static func quality(_ text: ArraySlice<UInt8>) -> Int? {
        guard let first = text.first, text.count <= 5 else { return nil }
        var weight = first == UInt8(ascii: "1") ? 1_000 : 0
        guard first == UInt8(ascii: "0") || weight > 0 else { return nil }
        guard text.count > 1 else { return weight }
        guard text.dropFirst().first == UInt8(ascii: ".") else { return nil }
        var unit = 100
        for digit in text.dropFirst(2) {
            guard digit.isDigit else { return nil }
            weight += unit * Int(digit - UInt8(ascii: "0"))
            unit /= 10
        }
        return weight <= 1_000 ? weight : nil
    }
}
