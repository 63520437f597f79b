import Cryptography

/// Behind which movie a page of a search begins. As a text it is opaque for clients, and good for its query alone.
///
/// Nothing secret is in it. The first bytes of a hash of query and position only keep a client from making one by chance.
///
/// Tests: SearchPositionTests.swift
package struct SearchPosition: Sendable, Equatable {
    static let digestBytes = 8
    private static let form: UInt8 = 1
    private static let fixedBytes = 1 + 1 + 2 + 2 + 12

    /// Which of ``MovieQuery/ranges``.
    package let range: Int
    /// How many movies the pages before had, counted only for ``MovieOrder/Key/best``.
    let given: Int
    package let year: Int64
    package let id: MovieID
    package let name: [UInt8]

    package init(range: Int = 0, given: Int = 0, year: Int64 = 0, id: MovieID, name: [UInt8] = []) {
        self.range = range
        self.given = given
        self.year = year
        self.id = id
        self.name = name
    }

    /// What clients get: an identifier where that says it all, else base64url.
    package func text(for query: MovieQuery) -> String {
        guard query.order.key != .added else { return id.description }
        var payload = [Self.form, UInt8(range), UInt8(given >> 8), UInt8(given & 0xff)]
        payload += [UInt8(year >> 8), UInt8(year & 0xff)] + id.bytes + name
        return String(decoding: Base64URL.encode(payload + Self.digest(payload, query)), as: UTF8.self)
    }

    /// Reads what ``text(for:)`` gave for the same query.
    ///
    /// - Throws: ``InvalidValue`` for anything else.
    package init(_ text: [UInt8], for query: MovieQuery) throws(InvalidValue) {
        guard query.order.key != .added else {
            self.init(id: try MovieID(text, field: "after"))
            return
        }
        guard let position = Self.read(text, for: query) else {
            throw InvalidValue("after", "must be what Link gave for the same query")
        }
        self = position
    }

    private static func read(_ text: [UInt8], for query: MovieQuery) -> SearchPosition? {
        let most = fixedBytes + MovieDocument.mostBytesOfName + digestBytes
        guard text.count <= 2 * most, let bytes = Base64URL.decode(text[...]),
            (fixedBytes + digestBytes...most).contains(bytes.count)
        else { return nil }
        let payload = Array(bytes.dropLast(digestBytes))
        guard payload[0] == form, let id = MovieID(bytes: Array(payload[6..<fixedBytes]))
        else { return nil }
        let position = SearchPosition(
            range: Int(payload[1]), given: Int(payload[2]) << 8 | Int(payload[3]),
            year: Int64(payload[4]) << 8 | Int64(payload[5]), id: id, name: Array(payload[fixedBytes...]))
        // Written again it is the same text, with the same digest: nothing was altered, and there is one spelling.
        guard position.range < query.ranges.count, position.given <= MovieQuery.mostBest,
            position.text(for: query).utf8.elementsEqual(text)
        else { return nil }
        return position
    }

    private static func digest(_ payload: [UInt8], _ query: MovieQuery) -> ArraySlice<UInt8> {
        SHA256.hash(query.digest + payload).prefix(digestBytes)
    }
}
