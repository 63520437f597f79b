import JSON

/// Objects with expected members, read piece by piece, against the reader that builds the whole value first.
struct ExpectedObjects: FuzzSubject {
    private static let members: [ExpectedMember] = [
        .text("a"), .texts("b", atMost: 3), .text("n\u{E9}"), .objectID("d"),
    ]

    func examine(_ input: [UInt8]) throws {
        let expected = Self.reference(input)
        switch Self.read(input) {
        case .success(let object):
            let expected = try require(expected, "what is accepted, the other reader accepts too")
            try require(object.text(0) == expected.a, "a text is read as the other reader does")
            try require(object.texts(1) == expected.b, "texts are read as the other reader does")
            try require(object.text(2) == expected.c, "a name that is not ASCII is found")
            try require(object.objectID(3) == expected.d, "an object id is read as the other reader does")
        case .failure(let error):
            try require(expected == nil, "an object of the expected members is accepted")
            try Self.check(error, of: input)
        }
    }

    private static func read(_ input: [UInt8]) -> Result<ExpectedObject, ExpectedObjectError> {
        do throws(ExpectedObjectError) {
            return .success(try ExpectedObject(parsing: input, members: members))
        } catch {
            return .failure(error)
        }
    }

    /// What the four members hold; `nil` unless the text is an object of them.
    private static func reference(_ input: [UInt8]) -> (a: [UInt8]?, b: [[UInt8]]?, c: [UInt8]?, d: [UInt8]?)? {
        guard case .object(let object) = try? JSONValue(parsing: input) else { return nil }
        let names = ["a", "b", "n\u{E9}", "d"].map { Array($0.utf8) }
        guard object.members.allSatisfy({ names.contains($0.name) }) else { return nil }
        guard let a = text(object["a"]), let b = texts(object["b"]), let c = text(object["n\u{E9}"]),
            let d = objectID(object["d"])
        else { return nil }
        return (a, b, c, d)
    }

    /// The text of a value that is one or is not there; `nil` for any other.
    private static func text(_ value: JSONValue?) -> [UInt8]?? {
        switch value {
        case nil: .some(nil)
        case .string(let text): .some(text)
        default: nil
        }
    }

    private static func objectID(_ value: JSONValue?) -> [UInt8]?? {
        switch value {
        case nil: return .some(nil)
        case .object(let object) where object.members.count == 1: return object["$oid"].flatMap { text($0) }
        default: return nil
        }
    }

    private static func texts(_ value: JSONValue?) -> [[UInt8]]?? {
        switch value {
        case nil: return .some(nil)
        case .array(let elements):
            let texts = elements.compactMap { text($0).flatMap(\.self) }
            return texts.count == elements.count && texts.count <= 3 ? .some(texts) : nil
        default: return nil
        }
    }

    /// Text that is malformed for the one is so for the other, with the same words. Only a name that comes twice is noticed
    /// before its second value is read, and by the other after it.
    private static func check(_ error: ExpectedObjectError, of input: [UInt8]) throws {
        guard case .malformed(let problem) = error else { return }
        guard let other = Self.fault(input) else {
            throw BrokenPromise(description: "what is called malformed is so for the other reader")
        }
        try require(other == problem || problem.reason == .duplicateName, "the first fault of the grammar is the same")
    }

    private static func fault(_ input: [UInt8]) -> JSONError? {
        do throws(JSONError) {
            _ = try JSONValue(parsing: input)
            return nil
        } catch {
            return error
        }
    }
}
