import Text

/// Where users reach the service: `https://movies.example.org/bag`. Every link comes from it, never from a request.
package struct PublicURL: Sendable, Equatable, CustomStringConvertible {
    /// The whole URL without a slash at its end.
    package let description: String
    /// Without a port; an IPv6 address stands in brackets.
    package let host: String
    /// The path, "" for the root of the site: the prefix of every route.
    package let path: String

    /// Reads an http or https URL that may end in a path; a slash at its end is dropped.
    ///
    /// - Throws: ``InvalidValue`` for anything else, with what would be right.
    package init(parsing text: String) throws(InvalidValue) {
        let trimmed = text.last == "/" ? String(text.dropLast()) : text
        guard let scheme = ["https://", "http://"].first(where: trimmed.hasPrefix) else {
            throw Self.problem("must begin with https:// or http://")
        }
        let afterScheme = trimmed.dropFirst(scheme.count)
        let slash = afterScheme.firstIndex(of: "/") ?? afterScheme.endIndex
        let authority = afterScheme[..<slash]
        guard let host = Self.host(of: authority) else {
            throw Self.problem("must have a host name or address, and perhaps a port, after \(scheme)")
        }
        guard Self.isPlain(path: afterScheme[slash...]) else {
            throw Self.problem("may end in a path of letters, digits and - . _ ~ between single slashes, nothing else")
        }
        self.description = trimmed
        self.host = host
        self.path = String(afterScheme[slash...])
    }

    /// The address of the page that a token is for.
    package func link(for purpose: TokenPurpose, with token: CompactToken) -> String {
        let page =
            switch purpose {
            case .reset, .access: "reset"
            case .verify: "verify"
            case .email, .undo: "email"
            case .invitation: "invitation"
            }
        return "\(description)/\(page)/\(String(decoding: token.bytes, as: UTF8.self))"
    }

    /// The domain of mail addresses of this site; an address or localhost gives "localhost".
    package var mailDomain: String {
        let isAddress = host.hasPrefix("[") || host.utf8.allSatisfy { $0 == UInt8(ascii: ".") || $0.isDigit }
        return isAddress || host.lowercased() == "localhost" ? "localhost" : host
    }

    private static func problem(_ rule: String) -> InvalidValue {
        InvalidValue("public URL", rule)
    }

    private static func host(of authority: Substring) -> String? {
        var host = authority
        let afterAddress = authority.firstIndex(of: "]") ?? authority.startIndex
        if let colon = authority[afterAddress...].firstIndex(of: ":") {
            guard let port = UInt16(authority[authority.index(after: colon)...]), port > 0 else { return nil }
            host = authority[..<colon]
        }
        if host.hasPrefix("[") {
            let inner = host.dropFirst().dropLast()
            let isAddress =
                host.hasSuffix("]") && inner.contains(":")
                && inner.utf8.allSatisfy {
                    $0.hexadecimalValue != nil || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".")
                }
            return isAddress ? String(host) : nil
        }
        let labels = host.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isName = labels.allSatisfy { label in
            (1...63).contains(label.count) && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
                && label.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "-") }
        }
        return isName && host.utf8.count <= 253 ? String(host) : nil
    }

    private static func isPlain(path: Substring) -> Bool {
        let segments = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst()
        return segments.allSatisfy { segment in
            !segment.isEmpty && !segment.elementsEqual("..".utf8) && !segment.elementsEqual(".".utf8)
                && segment.allSatisfy { $0.isLetterOrDigit || "-._~".utf8.contains($0) }
        }
    }
}
