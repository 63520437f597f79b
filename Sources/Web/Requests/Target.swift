import Text

/// A request target: a path ready to be compared with routes, and a query as it was sent.
package struct Target: Sendable, Equatable {
    /// The path with its percent-encodings resolved, except an encoded slash, which stays `%2F` so that it never
    /// separates segments. Empty when the target was malformed, which matches no route.
    package let path: [UInt8]
    /// Of a malformed path what stands before its last slash, that included, decoded; empty for every other one. It matches no
    /// route, and tells whether a person or a program is to read the response.
    package let parent: [UInt8]
    /// What followed the first `?`; empty when there was none.
    package let query: [UInt8]

    /// Takes REQUEST_URI apart. An absolute form (RFC 9112, section 3.2.2) is reduced to its path.
    package init(uri: [UInt8]) {
        let mark = uri.firstIndex(of: UInt8(ascii: "?"))
        let encoded = Self.withoutAuthority(uri[..<(mark ?? uri.endIndex)])
        let decoded = Self.decoded(encoded)
        path = decoded ?? []
        parent = decoded == nil ? Self.parent(of: encoded) : []
        query = mark.map { Array(uri[($0 + 1)...]) } ?? []
    }

    private static func parent(of path: ArraySlice<UInt8>) -> [UInt8] {
        path.lastIndex(of: UInt8(ascii: "/")).flatMap { decoded(path[...$0]) } ?? []
    }

    private static func withoutAuthority(_ uri: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard uri.first != UInt8(ascii: "/") else { return uri }
        for scheme in ["http://", "https://"] as [StaticString]
        where uri.prefix(scheme.utf8CodeUnitCount).equalsIgnoringCase(scheme) {
            let afterScheme = uri.dropFirst(scheme.utf8CodeUnitCount)
            return afterScheme.firstIndex(of: UInt8(ascii: "/")).map { afterScheme[$0...] } ?? []
        }
        return []
    }

    private static func decoded(_ encoded: ArraySlice<UInt8>) -> [UInt8]? {
        guard encoded.contains(UInt8(ascii: "%")) else { return Array(encoded) }
        var path: [UInt8] = []
        path.reserveCapacity(encoded.count)
        var rest = encoded
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                path.append(byte)
                continue
            }
            guard let high = rest.popFirst()?.hexadecimalValue, let low = rest.popFirst()?.hexadecimalValue else {
                return nil
            }
            let value = high << 4 | low
            if value == UInt8(ascii: "/") {
                path.append("%2F")
            } else {
                path.append(value)
            }
        }
        return path
    }
}
