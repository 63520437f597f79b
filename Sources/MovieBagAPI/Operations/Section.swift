/// The parts of the description, in their order.
///
/// Tests: OpenAPIDocumentTests.swift
enum Section: String, CaseIterable {
    case movies = "Movies"
    case accounts = "Accounts"
    case administration = "Administration"
    case site = "The site"

    /// The part that a route belongs to, by its path.
    init(of path: String) {
        let beginnings: [(String, Section)] = [
            ("/api/movies", .movies), ("/api/auth", .accounts), ("/api/audit", .accounts),
            ("/api/accounts", .administration), ("/api/invitations", .administration),
        ]
        self = beginnings.first { path.hasPrefix($0.0) }?.1 ?? .site
    }
}
