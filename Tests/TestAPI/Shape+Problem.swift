import JSON
import MovieBagAPI

extension Shape {
    private static let idPattern = "^[0-9a-f]{24}$"

    /// What a value has that this shape has not, or the other way round, with its place; `nil` when it is of this shape.
    package func problem(with value: JSONValue, at place: String = "$") -> String? {
        switch (self, value) {
        case (.component(let component), _): return component.shape.problem(with: value, at: place)
        case (.either(let shapes), _):
            let problems = shapes.map { $0.problem(with: value, at: place) }
            return problems.contains(nil) ? nil : problems[0]
        case (.nullable, .null): return nil
        case (.nullable(let shape), _): return shape.problem(with: value, at: place)
        case (.text(let lengths), .string(let text)):
            let count = String(decoding: text, as: UTF8.self).unicodeScalars.count
            return lengths?.contains(count) ?? true ? nil : "\(place): \(count) characters"
        case (.formatted, .string): return nil
        case (.matching(let pattern), .string(let text)):
            let isMatch =
                pattern == Self.idPattern
                // A regular expression for each id of each list takes long.
                ? text.count == 24 && text.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
                : (try? Regex(pattern).wholeMatch(in: String(decoding: text, as: UTF8.self))) != nil
            return isMatch ? nil : "\(place): does not match \(pattern)"
        case (.oneOf(let texts), .string(let text)):
            return texts.contains(String(decoding: text, as: UTF8.self)) ? nil : "\(place): is none of \(texts)"
        case (.integer(let range), .integer(let number)):
            return range.contains(Int(number)) ? nil : "\(place): is not in \(range)"
        case (.number(let range), .integer(let number)):
            return range.contains(Int(number)) ? nil : "\(place): is not in \(range)"
        case (.number(let range), .number(let text)):
            let number = Double(String(decoding: text, as: UTF8.self)) ?? 0
            let isIn = Double(range.lowerBound)...Double(range.upperBound) ~= number
            return isIn ? nil : "\(place): is not in \(range)"
        case (.pageLimit, .integer), (.boolean, .bool): return nil
        case (.array(let element, let counts), .array(let elements)):
            guard counts?.contains(elements.count) ?? true else { return "\(place): has \(elements.count) elements" }
            return elements.enumerated().lazy.compactMap { element.problem(with: $1, at: "\(place)[\($0)]") }.first
        case (.object(let members), .object(let object)):
            let found = object.members.map { (String(decoding: $0.name, as: UTF8.self), $0.value) }
            let names = Set(found.map(\.0))
            if let missing = members.first(where: { $0.isRequired && !names.contains($0.name) }) {
                return "\(place): lacks \(missing.name)"
            }
            return found.lazy.compactMap { name, value in
                guard let member = members.first(where: { $0.name == name }) else {
                    return "\(place): also has \(name)"
                }
                return member.shape.problem(with: value, at: "\(place).\(name)")
            }.first
        default: return "\(place): is of another type: \(value)"
        }
    }
}
