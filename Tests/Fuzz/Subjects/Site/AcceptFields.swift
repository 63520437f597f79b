import Web

/// Values of `Accept`, and which errors they get.
struct AcceptFields: FuzzSubject {
    let site: FuzzedSite

    func examine(_ input: [UInt8]) throws {
        let expected = Self.ranges(of: input)
        let types = AcceptedTypes(input)
        try require((types == nil) == (expected == nil), "a field is read as RFC 9110 says")
        let wants = expected.map(Self.prefersProblems) ?? false
        try require(
            types?.prefers(("application", "problem+json"), to: ("application", "json")) ?? false == wants,
            "the larger weight wins, and a wildcard names no type")
        let response = try site.response([
            ("REQUEST_METHOD", Array("GET".utf8)), ("REQUEST_URI", Array("/api/nothing".utf8)), ("HTTP_ACCEPT", input),
        ])
        try require(response.content == (wants ? .problem : .json), "an error is what the client wants")
    }

    private typealias Range = (name: String, weight: Double)

    /// RFC 9110, sections 5.6 and 12.5.1, by regular expressions; `nil` for what is malformed.
    private static func ranges(of input: [UInt8]) -> [Range]? {
        // A byte is a character, whatever it is.
        var rest = String(String.UnicodeScalarView(input.map { Unicode.Scalar($0) }))[...]
        var ranges: [Range] = []
        // The field is ASCII but for quoted strings, in which no two characters become one to a regular expression.
        let element =
            /[ \t]*([^ \t,;\/]+\/[^ \t,;\/]+)((?:[ \t]*;[ \t]*(?:[!#-'*+\-.0-9A-Z^-z|~]+=(?:[!#-'*+\-.0-9A-Z^-z|~]+|"(?:[\t \x21\x23-\x5b\x5d-\x7e\u{80}-\u{ff}]|\\[\t -\x7e\u{80}-\u{ff}])*"))?)*)[ \t]*(,|$)/
            .matchingSemantics(.unicodeScalar)
        let name = /\*\/\*|[!#-'+\-.0-9A-Z^-z|~]+\/(?:\*|[!#-'+\-.0-9A-Z^-z|~]+)/.matchingSemantics(.unicodeScalar)
        while true {
            rest = rest.unicodeScalarsTrimmed
            if rest.isEmpty { break }
            guard let match = rest.prefixMatch(of: element), String(match.1).wholeMatch(of: name) != nil,
                let weight = weight(in: String(match.2))
            else { return nil }
            ranges.append((match.1.lowercased(), weight))
            rest = rest[match.range.upperBound...]
        }
        return ranges.isEmpty || ranges.count > 64 ? nil : ranges
    }

    private static func weight(in parameters: String) -> Double? {
        let outsideQuotes = parameters.replacing(
            /"(?:[^"\\]|\\.)*"/.dotMatchesNewlines().matchingSemantics(.unicodeScalar), with: "x")
        let weights = outsideQuotes.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
            .filter { $0.lowercased().hasPrefix("q=") }.map { $0.dropFirst(2) }
        guard let text = weights.first else { return 1 }
        guard weights.count == 1, text.wholeMatch(of: /0(\.[0-9]{0,3})?|1(\.0{0,3})?/) != nil else { return nil }
        return Double(text.hasSuffix(".") ? text + "0" : text)
    }

    private static func prefersProblems(_ ranges: [Range]) -> Bool {
        func weight(_ name: String) -> Double? { ranges.filter { $0.name == name }.map(\.weight).max() }
        let other = weight("application/json") ?? weight("application/*") ?? weight("*/*") ?? 0
        return weight("application/problem+json").map { $0 > other } ?? false
    }
}

extension Substring {
    /// Without the commas and blanks before it.
    fileprivate var unicodeScalarsTrimmed: Substring {
        Substring(unicodeScalars.drop { $0 == " " || $0 == "\t" || $0 == "," })
    }
}
