import JSON
import Mail
import Memory
import MovieBag
import Text
import Web

/// The JSON object in a request body: only known members, each of its type.
///
/// Tests: StrictInputTests.swift
struct Payload {
    private let members: [ExpectedMember]
    private let object: ExpectedObject

    /// Checks media type, coding and framing, and parses strictly, up to the first member that is not one of `members`
    /// or is of another type.
    ///
    /// - Throws: `RequestError` or `InvalidValue`.
    init(of request: Request, members: ExpectedMember...) throws {
        try self.init(of: request, as: [.json], members: members)
    }

    /// - Parameter types: the media types that the body may be of.
    /// - Throws: `RequestError` or `InvalidValue`.
    init(of request: Request, as types: [MediaType], members: [ExpectedMember]) throws {
        guard types.contains(MediaType(request.contentType)) else { throw RequestError.unsupportedMediaType }
        guard request.isUncoded else { throw RequestError.unsupportedCoding }
        guard request.isFramedAsDeclared, case .complete(let bytes) = request.body else {
            throw RequestError.lengthMismatch
        }
        self.members = members
        do throws(ExpectedObjectError) {
            object = try ExpectedObject(parsing: bytes, members: members)
        } catch {
            throw Self.problem(error, members)
        }
    }

    /// Whether a member is `null`, which only one may be that is expected so.
    func isNull(_ name: StaticString) -> Bool {
        members.firstIndex { $0.isNamed(name) }.map(object.isNull) ?? false
    }

    /// The text of a member, `nil` when there is no such member.
    func text(_ name: StaticString) -> [UInt8]? {
        members.firstIndex { $0.isNamed(name) }.flatMap(object.text)
    }

    /// The texts in an array member, `nil` when there is no such member.
    func texts(_ name: StaticString) -> [[UInt8]]? {
        members.firstIndex { $0.isNamed(name) }.flatMap(object.texts)
    }

    /// The number in a member, `nil` when there is no such member.
    func integer(_ name: StaticString) -> Int64? {
        members.firstIndex { $0.isNamed(name) }.flatMap(object.integer)
    }

    /// What a member says that is true or false, `nil` when there is no such member.
    func boolean(_ name: StaticString) -> Bool? {
        members.firstIndex { $0.isNamed(name) }.flatMap(object.boolean)
    }

    /// The identifier in a member, `nil` when there is no such member.
    ///
    /// - Throws: ``InvalidValue`` when it is none.
    func identifier<Subject>(_ name: StaticString) throws(InvalidValue) -> Identifier<Subject>? {
        guard let text = members.firstIndex(where: { $0.isNamed(name) }).flatMap(object.objectID) else { return nil }
        guard let id = Identifier<Subject>(hexadecimal: text[...]) else {
            throw InvalidValue("\(name)", "must hold an id of 24 lower-case hexadecimal digits")
        }
        return id
    }

    /// Overwrites the text of a member that is a password or a token. To be called when nothing reads it any more.
    func cleanse(_ name: StaticString) {
        if let text = text(name) { Memory.cleanse(text) }
    }

    /// What to tell a client about its body; a name that came from outside is not repeated.
    private static func problem(_ error: ExpectedObjectError, _ members: [ExpectedMember]) -> InvalidValue {
        switch error {
        case .malformed(let error): InvalidValue("body", error.description)
        case .notAnObject: InvalidValue("body", "must be a JSON object")
        case .unknownMember: InvalidValue("body", "has an unknown member")
        case .wrongType(let index):
            InvalidValue("\(members[index].name)", "must be \(members[index].type)")
        case .tooManyElements(let index):
            InvalidValue("\(members[index].name)", "must have at most \(members[index].mostElements ?? 0) entries")
        }
    }

    /// The same members, which must be there.
    var required: Required { Required(payload: self) }

    /// Reads members that must be there.
    struct Required {
        let payload: Payload

        func text(_ name: StaticString) throws(InvalidValue) -> [UInt8] {
            guard let text = payload.text(name) else { throw InvalidValue("\(name)", "is missing") }
            return text
        }

        func texts(_ name: StaticString) throws(InvalidValue) -> [[UInt8]] {
            guard let texts = payload.texts(name) else { throw InvalidValue("\(name)", "is missing") }
            return texts
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
