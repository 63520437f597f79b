import MovieBag
import MovieBagPages
import Text

/// Tests: PageSettingsTests.swift
extension PageSettings {
    private static let longestName = 60
    private static let longestAddress = 500

    /// Reads which pages there are, what the site is called, and the links in the foot.
    init(_ reader: inout SettingsReader) {
        let mode = reader.value(.pages) { (text) throws(InvalidValue) in
            guard let mode = Mode(rawValue: text) else {
                throw InvalidValue(text, "must be one of \(Mode.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            return mode
        }
        let name = reader.value(.siteName) { (text) throws(InvalidValue) in
            guard (1...Self.longestName).contains(text.unicodeScalars.count),
                !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
            else { throw InvalidValue("the name", "must have 1 to \(Self.longestName) characters in one line") }
            return text
        }
        self.init(
            mode: mode ?? .all, siteName: name ?? PageSettings.siteName,
            imprint: reader.value(.imprintURL, parse: Self.address),
            privacy: reader.value(.privacyURL, parse: Self.address))
    }

    /// An address that a link may lead to, in visible ASCII (RFC 3986).
    private static func address(_ text: String) throws(InvalidValue) -> String {
        guard text.hasPrefix("https://") || text.hasPrefix("http://"), text.utf8.count <= longestAddress,
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"\"<>\\^`{|}".utf8.contains($0) }),
            let slash = text.firstIndex(of: "/"),
            (try? PublicURL(parsing: "https://\(text[slash...].dropFirst(2).prefix { !"/?#".contains($0) })")) != nil
        else { throw InvalidValue("the address", "must be one like https://example.org/imprint") }
        return text
    }
}
