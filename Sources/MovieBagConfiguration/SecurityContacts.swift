import Mail
import MovieBag
import Text

/// Where to report a weakness of the site: MOVIE_BAG_SECURITY_CONTACT.
package struct SecurityContacts: Sendable, Equatable {
    /// URIs, the preferred one first.
    package let uris: [String]

    private static let most = 10
    private static let longest = 500

    /// Reads `mailto:`, `https:` and `tel:` URIs with spaces between them.
    ///
    /// - Throws: ``InvalidValue`` for anything else.
    package init(parsing text: String) throws(InvalidValue) {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard (1...Self.most).contains(words.count) else {
            throw InvalidValue("the list", "must have 1 to \(Self.most) URIs")
        }
        for word in words where !Self.isContact(word) {
            throw InvalidValue(
                word, "must be a URI like mailto:security@example.org, https://example.org/security or tel:+49-30-123")
        }
        uris = words
    }

    private static func isContact(_ word: String) -> Bool {
        guard word.utf8.count <= longest, word.utf8.allSatisfy(isPartOfURI) else { return false }
        if word.hasPrefix("mailto:") {
            return EmailAddress(String(word.dropFirst(7).prefix { $0 != "?" })) != nil
        }
        if word.hasPrefix("tel:") {
            return word.dropFirst(4).utf8.contains(where: \.isDigit)
        }
        let authority = word.dropFirst(8).prefix { !"/?#".contains($0) }
        return word.hasPrefix("https://") && (try? PublicURL(parsing: "https://\(authority)")) != nil
    }

    /// RFC 3986, section 2.
    private static func isPartOfURI(_ byte: UInt8) -> Bool {
        byte.isLetterOrDigit || "%-._~:/?#[]@!$&'()*+,;=".utf8.contains(byte)
    }
}
