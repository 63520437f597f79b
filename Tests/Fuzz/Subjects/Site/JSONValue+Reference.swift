import Foundation
import JSON

extension JSONValue {
    /// Whether Foundation's reader found the same.
    func isSame(as reference: Any) -> Bool {
        switch self {
        case .null: reference is NSNull
        case .bool(let value): (reference as? NSNumber)?.boolValue == value
        case .integer(let value): (reference as? NSNumber)?.int64Value == value
        case .number(let text): (reference as? NSNumber).map { Self.isNear($0.doubleValue, text) } ?? false
        case .string(let text): (reference as? String).map { $0.utf8.withoutMarks == text.withoutMarks } ?? false
        case .array(let elements):
            (reference as? [Any]).map { others in
                elements.count == others.count && zip(elements, others).allSatisfy { $0.isSame(as: $1) }
            } ?? false
        case .object(let object): (reference as? [String: Any]).map(object.isSame) ?? false
        }
    }

    /// Foundation goes through a Decimal with some numbers, and loses the last bits.
    private static func isNear(_ number: Double, _ text: [UInt8]) -> Bool {
        guard let exact = Double(String(decoding: text, as: UTF8.self)) else { return false }
        return number == exact || abs(number - exact) <= abs(exact) * 1e-9 || abs(exact) < 1e-100
    }

    /// Whether a number stands in it that a Double may not hold.
    var holdsLongNumber: Bool {
        switch self {
        case .number: true
        case .array(let elements): elements.contains(where: \.holdsLongNumber)
        case .object(let object): object.members.contains(where: \.value.holdsLongNumber)
        case .null, .bool, .integer, .string: false
        }
    }
}

extension JSONObject {
    fileprivate func isSame(as reference: [String: Any]) -> Bool {
        guard Set(members.map(\.name)).count == members.count else { return false }
        let names = members.map { String(decoding: $0.name.withoutMarks, as: UTF8.self) }
        // Two spellings of one character are one name for Foundation, and it keeps either value.
        guard Set(names).count == names.count else { return true }
        let others = reference.map { (String(decoding: $0.utf8.withoutMarks, as: UTF8.self), $1) }
        return zip(names, members).allSatisfy { name, member in
            others.contains { $0 == name && member.value.isSame(as: $1) }
        } && others.count == names.count
    }
}

extension Collection<UInt8> {
    /// All but the byte order marks (U+FEFF), which Foundation drops at the front of a string and after an escape.
    fileprivate var withoutMarks: [UInt8] {
        var bytes: [UInt8] = []
        for byte in self {
            bytes.append(byte)
            if byte == 0xBF, bytes.suffix(3) == [0xEF, 0xBB, 0xBF] { bytes.removeLast(3) }
        }
        return bytes
    }
}

extension JSONWriter {
    /// Writes a whole value.
    mutating func value(_ value: JSONValue) {
        switch value {
        case .null: raw("null")
        case .bool(let isTrue): raw(isTrue ? "true" : "false")
        case .integer(let number): integer(number)
        case .number(let text): raw(text)
        case .string(let text): string(text)
        case .array(let elements):
            raw("[")
            for (index, element) in elements.enumerated() {
                if index > 0 { raw(",") }
                self.value(element)
            }
            raw("]")
        case .object(let object):
            raw("{")
            for (index, member) in object.members.enumerated() {
                if index > 0 { raw(",") }
                string(member.name)
                raw(":")
                self.value(member.value)
            }
            raw("}")
        }
    }
}
