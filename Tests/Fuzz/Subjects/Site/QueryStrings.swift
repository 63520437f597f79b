import Web

/// Query strings and forms, and what the list of movies makes of them.
struct QueryStrings: FuzzSubject {
    let site: FuzzedSite

    func examine(_ input: [UInt8]) throws {
        let expected = Self.fields(of: input)
        let fields = try? FormFields(decoding: input).fields
        try require(fields?.map { [$0.name, $0.value] } == expected, "a query is read as the standard says")
        if let fields {
            let again = fields.map { PercentEncoding.encode($0.name) + "=".utf8 + PercentEncoding.encode($0.value) }
            let text = Array(again.joined(separator: "&".utf8))
            try require(try FormFields(decoding: text).fields == fields, "fields can be written and read again")
        }
        guard !input.contains(UInt8(ascii: "?")) else { return }
        let response = try site.response([
            ("REQUEST_METHOD", Array("GET".utf8)), ("REQUEST_URI", "/api/movies?".utf8 + input),
        ])
        let isGood = expected.map(Self.isPosition) ?? false
        try require(response.status == (isGood ? 200 : 400), "exactly a limit, a position and `_` are taken")
    }

    /// WHATWG URL standard, section 5.1, but strict; `nil` for what is refused.
    private static func fields(of input: [UInt8]) -> [[[UInt8]]]? {
        let pieces = input.split(separator: UInt8(ascii: "&"))
        var fields: [[[UInt8]]] = []
        for piece in pieces {
            let halves = piece.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let decoded = (halves + [[]]).prefix(2).compactMap { PercentEncoding.decode($0, plusIsSpace: true) }
            guard decoded.count == 2, decoded.allSatisfy({ String(validating: $0, as: UTF8.self) != nil }) else {
                return nil
            }
            fields.append(decoded)
        }
        return fields.count <= 64 ? fields : nil
    }

    private static func isPosition(_ fields: [[[UInt8]]]) -> Bool {
        // jQuery's `_` may stand anywhere, any number of times.
        let fields = fields.filter { $0[0] != [UInt8(ascii: "_")] }
        let names = fields.map { String(decoding: $0[0], as: UTF8.self) }
        guard Set(names).count == names.count, Set(names).isSubset(of: ["limit", "after"]) else { return false }
        return fields.allSatisfy { field in
            let value = String(decoding: field[1], as: UTF8.self)
            return field[0].count == 5 && field[0].first == UInt8(ascii: "l")
                ? isLimit(value) : value.wholeMatch(of: /[0-9a-f]{24}/) != nil
        }
    }

    private static func isLimit(_ text: String) -> Bool {
        text.utf8.count <= 9 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
            && (1...1000).contains(Int(text) ?? 0)
    }
}
