/// A part of all documents that a search goes through in one order.
///
/// Tests: MovieQueryTests.swift
package struct DocumentRange: Sendable, Equatable {
    package enum Order: Sendable, Equatable {
        /// Of identifiers.
        case id
        /// Of names from the first bytes on to before the second ones, then of identifiers.
        case name(from: [UInt8], before: [UInt8])
        /// Of years in a range, then of identifiers.
        case year(ClosedRange<Int64>)
    }

    package let order: Order
    package let isReversed: Bool
    /// Of the four classes of ``MovieOrder/Key/best``, the one that it is for.
    let bestClass: Int?

    /// Whether it has only names that begin in a certain way, so that nearly all documents in it are wanted.
    package var isBeginningOfNames: Bool { bestClass.map { $0 < 2 } ?? false }

    package static let all = DocumentRange(.id, isReversed: false)

    fileprivate init(_ order: Order, isReversed: Bool, bestClass: Int? = nil) {
        self.order = order
        self.isReversed = isReversed
        self.bestClass = bestClass
    }
}

extension MovieQuery {
    /// Behind every name.
    private static let end: [UInt8] = [0xff]

    /// The ranges that are gone through one after the other.
    package var ranges: [DocumentRange] {
        let isReversed = order.isReversed
        switch order.key {
        case .added: return [DocumentRange(.id, isReversed: isReversed)]
        case .name: return [DocumentRange(.name(from: [], before: Self.end), isReversed: isReversed)]
        case .year:
            if let years { return [DocumentRange(.year(years), isReversed: isReversed)] }
            guard isReversed else { return [DocumentRange(.year(MovieDocument.allYears), isReversed: false)] }
            return [0...(MovieDocument.noYear - 1), MovieDocument.noYear...MovieDocument.noYear].map {
                DocumentRange(.year($0), isReversed: true)
            }
        case .best:
            let orders: [DocumentRange.Order] = [
                .name(from: phrase, before: phrase + [0]), .name(from: phrase + [0], before: phrase + Self.end),
                .id, .id,
            ]
            let ranges = orders.enumerated().map {
                DocumentRange($0.element, isReversed: isReversed, bestClass: $0.offset)
            }
            return isReversed ? ranges.reversed() : ranges
        }
    }
}
