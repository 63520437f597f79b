import MovieBag
import Web

/// Where a browser goes on after the log-in: a path below the site, as it was asked for.
///
/// Tests: NextPageTests.swift
struct NextPage {
    /// Begins with one slash.
    let path: String

    private static let mostBytes = 2_048

    /// Takes what this program has put into an address or a form, and nothing that leads to another site: `nil` for a path that a
    /// browser could read as one of another host, or with characters that do not stand in addresses.
    init?(_ text: [UInt8]) {
        let slash = UInt8(ascii: "/")
        guard text.first == slash, text.dropFirst().first != slash, text.count <= Self.mostBytes,
            text.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") })
        else { return nil }
        path = String(decoding: text, as: UTF8.self)
        guard !Self.leavesFolder(path) else { return nil }
    }

    /// Whether a browser would take segments of the path away (URL standard, double-dot segments), and with them that of the site.
    private static func leavesFolder(_ path: String) -> Bool {
        let segments = path.prefix { $0 != "?" && $0 != "#" }.split(separator: "/")
        return segments.contains { $0.lowercased().replacing("%2e", with: ".") == ".." }
    }

    /// The page that a visit asked for.
    init?(of visit: Visit, below site: PublicURL) {
        let target = visit.request.target
        guard target.path.starts(with: site.path.utf8) else { return nil }
        let query = target.query.isEmpty ? [] : [UInt8(ascii: "?")] + target.query
        self.init(Array(target.path.dropFirst(site.path.utf8.count)) + query)
    }
}
