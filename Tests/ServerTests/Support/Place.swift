import TestSite
import Testing

/// A web server, and where below its root the service is mounted.
struct Place: Sendable, Hashable, CustomTestStringConvertible {
    let server: ServerKind
    let prefix: String

    var testDescription: String { "\(server), at \(prefix)/" }

    /// Every server, with the service at its root and below a path.
    static let all = ServerKind.allCases.flatMap { server in
        ["", "/movies"].map { Place(server: server, prefix: $0) }
    }

    /// Every server, with the service at its root: for what a path makes no difference to.
    static let roots = all.filter { $0.prefix.isEmpty }
}
