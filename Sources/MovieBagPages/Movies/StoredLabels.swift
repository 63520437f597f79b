import Text
import Web

/// Some labels of a list as it is stored, a JSON array of strings, and how many others it has. A list may have 200, of which a card
/// shows three.
///
/// Tests: StoredLabelTests.swift
struct StoredLabels {
    private(set) var first: [String] = []
    private(set) var others = 0

    /// - Parameter json: as this program wrote it: no white space between its strings.
    init(_ json: Span<UInt8>, atMost most: Int) {
        var texts: [String] = []
        others = Self.read(json, atMost: most) { text in
            texts.append(text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) })
        }
        first = texts
    }

    /// Hands the texts of the first labels to `take`, and returns how many others there are.
    static func read(_ json: Span<UInt8>, atMost most: Int, _ take: (Span<UInt8>) -> Void) -> Int {
        var (taken, others, index) = (0, 0, 0)
        while index < json.count {
            guard json[index] == UInt8(ascii: "\"") else {
                index += 1
                continue
            }
            let start = index + 1
            var hasEscapes = false
            index = start
            while index < json.count, json[index] != UInt8(ascii: "\"") {
                let isEscape = json[index] == UInt8(ascii: "\\")
                hasEscapes = hasEscapes || isEscape
                index += isEscape ? 2 : 1
            }
            let text = json.extracting(start..<min(index, json.count))
            index += 1
            guard taken < most else {
                others += 1
                continue
            }
            taken += 1
            if hasEscapes { take(unescaped(text.copied()).span) } else { take(text) }
        }
        return others
    }

    /// The text of a JSON string with escapes (RFC 8259, section 7), of which the writer uses those of control characters, `"` and
    /// `\`.
    private static func unescaped(_ text: [UInt8]) -> [UInt8] {
        var plain: [UInt8] = []
        var rest = text[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let escape = rest.popFirst() else {
                plain.append(byte)
                continue
            }
            switch escape {
            case UInt8(ascii: "n"): plain.append(0x0A)
            case UInt8(ascii: "t"): plain.append(0x09)
            case UInt8(ascii: "r"): plain.append(0x0D)
            case UInt8(ascii: "b"): plain.append(0x08)
            case UInt8(ascii: "f"): plain.append(0x0C)
            case UInt8(ascii: "u"):
                let digits = rest.prefix(4)
                rest = rest.dropFirst(4)
                let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16).flatMap(Unicode.Scalar.init)
                plain.append(contentsOf: String(Character(value ?? "\u{FFFD}")).utf8)
            default: plain.append(escape)
            }
        }
        return plain
    }
}
