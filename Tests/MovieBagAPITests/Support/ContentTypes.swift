import MovieBagPages

/// For whom the response at an address is: people get pages, programs get JSON.
enum ContentTypes {
    /// Addresses whose responses have types of their own.
    private static let files = [
        "/style-", "/site-", "/favicon.svg", "/manifest.webmanifest", "/robots.txt", "/feed.atom", "/account/export",
    ]
    private static let links = ["/reset/", "/verify/", "/email/", "/invitation/"]

    /// The content type that a response must have; `nil` for a file, which has its own.
    ///
    /// - Parameter prefix: what the site is mounted below.
    static func expected(of status: Int, at uri: String, _ prefix: String, _ mode: PageSettings.Mode) -> String? {
        let path = String(uri.prefix { $0 != "?" })
        let local = path.hasPrefix(prefix) ? String(path.dropFirst(prefix.utf8.count)) : ""
        if local.hasPrefix("/.well-known/") || status == 200 && files.contains(where: local.hasPrefix) { return nil }
        let isPage =
            switch mode {
            case .all: local.hasPrefix("/") && local != "/api" && !local.hasPrefix("/api/") && local != "/.well-known"
            case .links: links.contains(where: local.hasPrefix)
            }
        return isPage || local == "/api" && status == 200 ? "text/html; charset=utf-8" : "application/json"
    }
}
