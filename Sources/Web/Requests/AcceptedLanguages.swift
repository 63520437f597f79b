import Text

/// The value of `Accept-Language` (RFC 9110, section 12.5.4): language ranges, each with its weight.
///
/// Strict: a value that is malformed anywhere says nothing at all.
///
/// Tests: AcceptedLanguagesTests.swift
package struct AcceptedLanguages: Sendable {
    /// What is longer, in bytes, or has more ranges, says nothing.
    package static let longest = 512
    private static let mostRanges = 32

    /// In the order of their weights.
    private let ranges: [(tag: String, weight: Int)]

    /// - Parameter field: several fields of that name are joined with commas before.
    /// - Returns: `nil` when it is malformed, too long, or names nothing.
    package init?(_ field: [UInt8]) {
        guard field.count <= Self.longest else { return nil }
        var ranges: [(tag: String, weight: Int)] = []
        var rest = FieldReader(field)
        while rest.skipEmptyElements() {
            guard ranges.count < Self.mostRanges, let tag = rest.token() else { return nil }
            var weight = 1_000
            if rest.takeAfterBlanks(";") {
                rest.skipBlanks()
                guard let name = rest.token(), name.equalsIgnoringCase("q"), rest.take("="), let value = rest.value(),
                    let quality = AcceptedTypes.quality(value)
                else { return nil }
                weight = quality
            }
            guard rest.isAtEndOfElement else { return nil }
            ranges.append((String(decoding: tag, as: UTF8.self).lowercased(), weight))
        }
        if ranges.isEmpty { return nil }
        // A sort that keeps the order of equal weights.
        self.ranges = ranges.enumerated()
            .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }.map(\.element)
    }

    /// The first of the languages that are wanted most which is one of `offered`, by its first subtag: `de-AT` is `de`
    /// (RFC 4647, section 3.4). `nil` when none is wanted.
    package func best(of offered: [String]) -> String? {
        for range in ranges where range.weight > 0 {
            if range.tag == "*" { return offered.first }
            if let match = offered.first(where: { range.tag == $0 || range.tag.hasPrefix("\($0)-") }) { return match }
        }
        return nil
    }
}
