import JSON
import Mail
import MovieBag
import Web

/// The JSON object in a request body: only known members, each of its type.
struct Payload {
    private let object: JSONObject

    /// Checks media type and framing, parses strictly and refuses members that are not in `members`.
    ///
    /// - Throws: `RequestError` or `InvalidValue`.
    init(of request: Request, members: StaticString...) throws {
        guard case .json = MediaType(request.contentType) else { throw RequestError.unsupportedMediaType }
        guard request.isFramedAsDeclared, case .complete(let bytes) = request.body else {
            throw RequestError.lengthMismatch
        }
        guard case .object(let object) = try Self.parse(bytes) else {
            throw InvalidValue("body", "must be a JSON object")
        }
        for member in object.members where !members.contains(where: { member.name.equals($0) }) {
            // The name came from outside and is not repeated.
            throw InvalidValue("body", "has an unknown member")
        }
        self.object = object
    }

    /// The text of a member, `nil` when there is no such member.
    func text(_ name: StaticString) throws(InvalidValue) -> [UInt8]? {
        switch object[name] {
        case nil: return nil
        case .string(let text): return text
        default: throw InvalidValue("\(name)", "must be a string")
        }
    }

    /// The texts in an array member, `nil` when there is no such member.
    func texts(_ name: StaticString) throws(InvalidValue) -> [[UInt8]]? {
        guard let value = object[name] else { return nil }
        guard case .array(let elements) = value else { throw InvalidValue("\(name)", "must be an array of strings") }
        var texts: [[UInt8]] = []
        texts.reserveCapacity(elements.count)
        for element in elements {
            guard case .string(let text) = element else {
                throw InvalidValue("\(name)", "must be an array of strings")
            }
            texts.append(text)
        }
        return texts
    }

    /// The same members, which must be there.
    var required: Required { Required(payload: self) }

    /// Reads members that must be there.
    struct Required {
        let payload: Payload

        func text(_ name: StaticString) throws(InvalidValue) -> [UInt8] {
            guard let text = try payload.text(name) else { throw InvalidValue("\(name)", "is missing") }
            return text
        }

        func texts(_ name: StaticString) throws(InvalidValue) -> [[UInt8]] {
            guard let texts = try payload.texts(name) else { throw InvalidValue("\(name)", "is missing") }
            return texts
        }
    }

    private static func parse(_ bytes: [UInt8]) throws(InvalidValue) -> JSONValue {
        do {
            return try JSONValue(parsing: bytes)
        } catch {
            throw InvalidValue("body", error.description)
        }
    }
}

extension Payload {
    /// The email address in a member that must be there; white space around it does not count.
    func emailAddress(_ name: StaticString) throws(InvalidValue) -> EmailAddress {
        guard let address = EmailAddress(utf8: try required.text(name).trimmingWhiteSpace) else {
            throw InvalidValue("\(name)", "must be an email address like name@example.org")
        }
        return address
    }
}
