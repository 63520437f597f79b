import MovieBag
import Text

/// Tests: MovieFormTests.swift
extension MovieForm {
    static func year(_ text: [UInt8]) throws(InvalidValue) -> MovieYear {
        let digits = text.withPlainDigits
        guard digits.count == 4, digits.allSatisfy(\.isDigit),
            let number = Int64(String(decoding: digits, as: UTF8.self))
        else { throw InvalidValue("year", "must be a year") }
        return try MovieYear(number)
    }

    /// The identifier in the address of a page of IMDb, which some browsers copy without its scheme, in small letters; or the text
    /// itself.
    static func identifier(in text: [UInt8]) -> [UInt8] {
        let small = text.map(\.lowercased)
        let parts = small.split { "/?#".utf8.contains($0) }
        let isAddress = small.starts(with: "http".utf8) || parts.first?.suffix(8).elementsEqual("imdb.com".utf8) == true
        guard isAddress || parts.count == 1 else { return text }
        return parts.first { $0.starts(with: "tt".utf8) && IMDbID.lengths.contains($0.count) }.map(Array.init) ?? text
    }

    static func lines(_ texts: [[UInt8]]) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var known: Set<[UInt8]> = []
        for text in texts {
            for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
                let line = Array(line).trimmingWhiteSpace
                if !line.isEmpty, known.insert(line).inserted { lines.append(line) }
            }
        }
        return lines
    }

    static func text(_ lines: [[UInt8]]) -> [UInt8] { Array(lines.joined(separator: [0x0A])) }
}
