import JSON
import MovieBag
import Web

/// Tests: MovieTests.swift, SignUpTests.swift
extension Response {
    /// A response about an account, which no cache may keep.
    static func `private`(_ body: [UInt8]) -> Response {
        Response(content: .json, caching: .forbidden, body: body)
    }
}

extension [UInt8] {
    /// `{"id":"<24 hex>"}`
    static func identifier<Subject>(_ id: Identifier<Subject>) -> [UInt8] {
        object("id", Array(id.description.utf8))
    }

    /// `{"message":"…"}`
    static func message(_ sentence: String) -> [UInt8] {
        object("message", Array(sentence.utf8))
    }

    /// `""`: the response of a change that has nothing to say.
    static var emptyString: [UInt8] { [UInt8(ascii: "\""), UInt8(ascii: "\"")] }

    /// An object with one text member.
    static func object(_ name: StaticString, _ text: [UInt8]) -> [UInt8] {
        var writer = JSONWriter(reserving: 32 + text.count)
        writer.raw("{\"")
        writer.raw(name)
        writer.raw("\":")
        writer.string(text)
        writer.raw("}")
        return writer.bytes
    }
}
