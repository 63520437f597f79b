import Web

/// A response as it is stored, to be given again: its tag, its header fields, an empty line, its body. Other responses than 200
/// with JSON are not stored.
///
/// Tests: StoredFormTests.swift
enum StoredForm {
    private static let newline = UInt8(ascii: "\n")
    private static let separator = Array(": ".utf8)

    static func bytes(of response: Response) -> [UInt8] {
        var bytes = response.tag.map(\.opaque) ?? []
        bytes.append(newline)
        for field in response.fields {
            bytes += field.name.utf8
            bytes += separator
            bytes += field.value.utf8
            bytes.append(newline)
        }
        bytes.append(newline)
        return bytes + response.body
    }

    /// `nil` when the bytes are no such response.
    static func response(_ bytes: [UInt8]) -> Response? {
        var rest = bytes[...]
        guard let tag = line(&rest) else { return nil }
        var fields: [Response.Field] = []
        while let line = line(&rest) {
            guard !line.isEmpty else {
                return Response(
                    content: .json, tag: tag.isEmpty ? nil : EntityTag(Array(tag)), fields: fields, body: Array(rest))
            }
            guard let field = field(line) else { return nil }
            fields.append(field)
        }
        return nil
    }

    /// Takes the bytes before the next line feed off the front, and that with them; `nil` when there is none.
    private static func line(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let end = rest.firstIndex(of: newline) else { return nil }
        defer { rest = rest[(end + 1)...] }
        return rest[..<end]
    }

    private static func field(_ line: ArraySlice<UInt8>) -> Response.Field? {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), line[colon...].starts(with: separator),
            line.allSatisfy({ $0 >= 0x20 })
        else { return nil }
        return Response.Field(
            String(decoding: line[..<colon], as: UTF8.self), String(decoding: line[(colon + 2)...], as: UTF8.self))
    }
}
