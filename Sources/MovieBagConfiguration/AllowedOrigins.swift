import MovieBag
import Text

/// The origins whose pages may read responses in browsers: MOVIE_BAG_CORS_ORIGINS.
package struct AllowedOrigins: Sendable, Equatable {
    /// As browsers write them: in lower case, without a slash, and without the port that is usual for the scheme.
    package let origins: [String]

    private static let most = 100

    /// Reads origins with commas or spaces between them.
    ///
    /// - Throws: ``InvalidValue`` for anything that no browser would send, and for `*` and `null`, which are every page's.
    package init(parsing text: String) throws(InvalidValue) {
        let words = text.split { $0 == "," || $0.isWhitespace }.map(String.init)
        guard (1...Self.most).contains(words.count) else {
            throw InvalidValue("the list", "must have 1 to \(Self.most) origins")
        }
        for word in words { try Self.check(word) }
        origins = words
    }

    private static func check(_ word: String) throws(InvalidValue) {
        guard word != "*", word != "null" else {
            throw InvalidValue(word, "would let every page read responses; name the origins")
        }
        guard let url = try? PublicURL(parsing: word), url.path.isEmpty, url.description == word,
            word == word.lowercased(), isAsBrowsersWrite(host: url.host), hasUnusualPortOrNone(word, host: url.host)
        else {
            throw InvalidValue(
                word,
                "must be an origin as browsers write it, such as https://example.org or http://localhost:3000: in lower case, "
                    + "without a path, a slash at the end, and the port that is usual for the scheme")
        }
    }

    private static func isAsBrowsersWrite(host: String) -> Bool {
        guard host.hasPrefix("[") else { return true }
        let address = String(host.dropFirst().dropLast())
        return ClientAddress(Array(address.utf8))?.description == address
    }

    private static func hasUnusualPortOrNone(_ word: String, host: String) -> Bool {
        let scheme = word.hasPrefix("https:") ? "https://" : "http://"
        let port = word.dropFirst(scheme.count + host.count + 1)
        guard !port.isEmpty else { return word == scheme + host }
        return port.utf8.allSatisfy(\.isDigit) && port.first != "0" && port != (scheme == "https://" ? "443" : "80")
    }
}
