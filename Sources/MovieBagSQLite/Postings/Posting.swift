import MovieBag

/// A movie in the list of a term, with what tells its place in every order.
///
/// As bytes: the identifier (12), the year (2), the first bytes of the name that movies are ordered by (8, filled up with zeros),
/// integers with the most significant byte first.
///
/// Tests: PostingTests.swift
struct Posting: Equatable {
    static let size = 22
    static let bytesOfName = 8

    private let high: UInt64
    private let low: UInt32
    let year: UInt16
    /// Of two names, the one with the smaller number is the smaller one; those with the same number have to be looked up.
    let name: UInt64

    init(_ movie: MovieID, year: Int64, name: [UInt8]) {
        let bytes = movie.bytes.span.bytes
        self.init(high: bytes.number(at: 0), low: bytes.number(at: 8), year: UInt16(year), name: Self.number(of: name))
    }

    /// Reads one of several that stand one behind the other.
    init(_ bytes: RawSpan, at offset: Int) {
        self.init(
            high: bytes.number(at: offset), low: bytes.number(at: offset + 8), year: bytes.number(at: offset + 12),
            name: bytes.number(at: offset + 14))
    }

    private init(high: UInt64, low: UInt32, year: UInt16, name: UInt64) {
        self.high = high
        self.low = low
        self.year = year
        self.name = name
    }

    /// The first bytes of a name.
    static func number(of name: [UInt8]) -> UInt64 {
        name.prefix(bytesOfName).enumerated().reduce(0) { $0 | UInt64($1.element) << (56 - 8 * UInt64($1.offset)) }
    }

    /// The identifier of its movie.
    var movie: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(12)
        bytes.append(number: high)
        bytes.append(number: low)
        return bytes
    }

    func append(to bytes: inout [UInt8]) {
        bytes.append(number: high)
        bytes.append(number: low)
        bytes.append(number: year)
        bytes.append(number: name)
    }

    func isSameMovie(as other: Posting) -> Bool { high == other.high && low == other.low }

    /// In the order of identifiers.
    func isBefore(_ other: Posting) -> Bool { high == other.high ? low < other.low : high < other.high }

    /// In the order of years, then of identifiers.
    func isYearBefore(_ other: Posting) -> Bool { year == other.year ? isBefore(other) : year < other.year }

    /// In the order of names as far as their first bytes tell, then of identifiers.
    func isNameBefore(_ other: Posting) -> Bool { name == other.name ? isBefore(other) : name < other.name }
}

extension RawSpan {
    fileprivate func number<Number: FixedWidthInteger & BitwiseCopyable>(at offset: Int) -> Number {
        Number(bigEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: Number.self))
    }
}

extension [UInt8] {
    fileprivate mutating func append(number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }
}
