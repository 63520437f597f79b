import MovieBag

/// The folders that the pages of links are in: what follows in such an address is a token.
///
/// Tests: ErrorResponderTests.swift
package enum LinkFolder: String, CaseIterable, Sendable {
    case reset, verify, email, invitation

    /// The folder that a path is in; `nil` when it is in none.
    ///
    /// - Parameter path: as it was sent, its percent-encodings resolved.
    package init?(of path: some Collection<UInt8>, at site: PublicURL) {
        let folder = Self.allCases.first { path.starts(with: "\(site.path)/\($0.rawValue)/".utf8) }
        guard let folder else { return nil }
        self = folder
    }
}
