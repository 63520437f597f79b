import Glibc
import TestSite
import Testing

/// Where a site is put up, and whether the browser runs scripts.
struct Place: Sendable, CustomTestStringConvertible {
    let server: ServerKind
    let prefix: String
    let scripts: Bool

    var testDescription: String { "\(server) at \(prefix.isEmpty ? "/" : prefix), scripts \(scripts ? "on" : "off")" }

    /// The languages of all pages: the two directions; all of them where `make test-site` asks for it.
    static let languages = areAll ? ["en", "de", "ar"] : ["en", "ar"]

    private static let areAll = getenv("MOVIE_BAG_TEST_PLACES") != nil

    /// nginx at the root, without scripts; all of them where `make test-site` asks for it.
    static var all: [Place] {
        let first = Place(server: .nginx, prefix: "", scripts: false)
        guard areAll else { return [first] }
        return [
            first, Place(server: .nginx, prefix: "", scripts: true),
            Place(server: .nginx, prefix: "/movies", scripts: true),
            Place(server: .lighttpdSocket, prefix: "", scripts: false),
            Place(server: .apacheProxy, prefix: "/movies", scripts: false),
            Place(server: .caddy, prefix: "", scripts: true),
        ]
    }
}
