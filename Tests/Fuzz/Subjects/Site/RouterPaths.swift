import MovieBagSite
import Web

/// Any method and any target: which route takes it, worked out here in another way.
struct RouterPaths: FuzzSubject {
    let site: FuzzedSite

    /// The input is a method, a space, and REQUEST_URI.
    func examine(_ input: [UInt8]) throws {
        let space = input.firstIndex(of: UInt8(ascii: " ")) ?? input.endIndex
        let method = Array(input[..<space])
        let uri = Array(input[space...].dropFirst())
        let response = try site.response([("REQUEST_METHOD", method), ("REQUEST_URI", uri)])

        let segments = Self.segments(uri)
        let matching = Self.routes.filter { Self.matches($0.pattern, segments) }
        let fixed = matching.filter { !$0.pattern.contains("*") }
        let routes = fixed.isEmpty ? matching : fixed
        try require(routes.count <= 1, "a path has one route at most, a fixed one before one with a parameter")
        guard let route = routes.first else {
            return try require(response.status == 404, "a path without a route is not found")
        }
        // A page of what is not there is none either; one that no parameter names is there.
        try require(response.status != 404 || fixed.isEmpty, "a path with a route is found")
        let isAllowed = route.methods.contains(String(decoding: method, as: UTF8.self))
        try require((response.status == 405) == !isAllowed, "405 for exactly the methods that a route has not")
        if !isAllowed {
            let allowed = response.fields.first { $0.name == "Allow" }?.value ?? ""
            try require(Set(allowed.split(separator: ", ").map(String.init)) == route.methods, "405 says which it has")
        }
    }

    /// The routes that the site says it has; `*` is one segment that is not empty.
    private static let routes: [(pattern: [String], methods: Set<String>)] = {
        let methods = Dictionary(grouping: SiteComposition.routes, by: \.path).mapValues { routes in
            routes.flatMap { route in route.method == .get ? ["GET", "HEAD"] : [route.method.name ?? ""] }
        }
        return methods.map { path, methods in
            (path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map(Self.segment), Set(methods))
        }
    }()

    private static func matches(_ pattern: [String], _ segments: [[UInt8]]?) -> Bool {
        guard let segments, segments.count == pattern.count else { return false }
        return zip(pattern, segments).allSatisfy { pattern, segment in
            guard let star = pattern.firstIndex(of: "*") else { return Array(pattern.utf8) == segment }
            let (start, end) = (pattern[..<star].utf8, pattern[star...].utf8.dropFirst())
            return segment.count > start.count + end.count && segment.starts(with: start)
                && segment.suffix(end.count).elementsEqual(end)
        }
    }

    /// A segment of a route with `*` for its parameter.
    private static func segment(_ text: Substring) -> String {
        guard let start = text.firstIndex(of: "{"), let end = text.firstIndex(of: "}") else { return String(text) }
        return "\(text[..<start])*\(text[end...].dropFirst())"
    }

    /// What stands between the slashes, each piece decoded by itself; `nil` for what is no path.
    private static func segments(_ uri: [UInt8]) -> [[UInt8]]? {
        var path = uri.prefix { $0 != UInt8(ascii: "?") }
        if path.first != UInt8(ascii: "/") {
            let lower = String(decoding: path.prefix(8), as: UTF8.self).lowercased()
            guard let scheme = ["http://", "https://"].first(where: lower.hasPrefix) else { return nil }
            path = path.dropFirst(scheme.utf8.count).drop { $0 != UInt8(ascii: "/") }
        }
        guard path.first == UInt8(ascii: "/") else { return nil }
        var segments: [[UInt8]] = []
        for piece in path.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            guard let decoded = PercentEncoding.decode(piece, plusIsSpace: false) else { return nil }
            segments.append(decoded)
        }
        return segments
    }
}
