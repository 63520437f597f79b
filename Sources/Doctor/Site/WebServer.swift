/// A web server as its `Server` field names it, for advice that fits.
///
/// Tests: SiteResponseTests.swift
enum WebServer: String, CaseIterable {
    case nginx
    case apache = "Apache"
    case lighttpd
    case caddy = "Caddy"

    /// `nil` when it does not say, or is another.
    init?(_ response: SiteResponse?) {
        let said = response?.values("Server").first?.lowercased() ?? ""
        guard let server = Self.allCases.first(where: { said.hasPrefix($0.rawValue.lowercased()) }) else { return nil }
        self = server
    }

    /// The advice for this server, or for each when it is not known. One that has none to give is left out.
    static func advice(for server: WebServer?, _ advice: [WebServer: String]) -> String {
        let servers = server.map { advice[$0] == nil ? allCases : [$0] } ?? allCases
        return servers.compactMap { server in advice[server].map { "\(server.rawValue): \($0)" } }
            .joined(separator: "\n")
    }
}
