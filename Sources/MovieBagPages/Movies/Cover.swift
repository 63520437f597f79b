import MovieBag
import Web

/// The cover of a movie, drawn from the movie itself: a colour and a pattern by its identifier, and letters of its name.
///
/// Tests: CoverTests.swift
struct Cover {
    private static let hues: UInt32 = 24
    private static let patterns: UInt32 = 8

    let hue: Int
    let pattern: Int
    /// Letters, or one sign.
    let monogram: [UInt8]

    /// - Parameters:
    ///   - id: twelve bytes, of which all count.
    ///   - name: valid UTF-8.
    init(id: Span<UInt8>, name: Span<UInt8>) {
        // FNV-1a, 32 bits, with its bits mixed once more: identifiers of one second differ in the last bytes only.
        var hash: UInt32 = 2_166_136_261
        for index in 0..<id.count { hash = (hash ^ UInt32(id[index])) &* 16_777_619 }
        hash ^= hash >> 15
        hue = Int(hash % Self.hues)
        pattern = Int(hash / Self.hues % Self.patterns)
        monogram = Monogram.bytes(of: name)
    }

    func fill(_ values: inout PageValues) {
        values.write("hue") { $0.append(number: hue) }
        values.write("pattern") { $0.append(number: pattern) }
        values.set("monogram", utf8: monogram)
    }
}

extension [UInt8] {
    /// Appends a number from 0 to 99.
    fileprivate mutating func append(number: Int) {
        if number >= 10 { append(UInt8(ascii: "0") + UInt8(number / 10)) }
        append(UInt8(ascii: "0") + UInt8(number % 10))
    }
}
