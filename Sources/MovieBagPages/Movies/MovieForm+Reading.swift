import MovieBag
import Text

/// Tests: MovieFormTests.swift
extension MovieForm {
    static func year(_ digits: [UInt8]) throws(InvalidValue) -> MovieYear {
        guard digits.count == 4, digits.allSatisfy(\.isDigit),
            let number = Int64(String(decoding: digits, as: UTF8.self))
        else { throw InvalidValue("year", "must be a year") }
        return try MovieYear(number)
    }

    /// The identifier in the address of a page of IMDb, or the text itself.
    static func identifier(in text: [UInt8]) -> [UInt8] {
        guard text.starts(with: "http".utf8) else { return text }
        let parts = text.split { "/?#".utf8.contains($0) }
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
