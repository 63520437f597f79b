import MovieBag
import Text

/// Tests: StorageLocationTests.swift
extension StorageLocation {
    /// What MOVIE_BAG_DATABASE names: a file, its path resolved.
    ///
    /// - Parameter problem: told what is wrong with it. Nothing of a URL is repeated, since a password may be in it.
    /// - Returns: `nil` when it is no path at all: a URL must never become a file of that name.
    static func named(_ text: String, problem: (String) -> Void) -> StorageLocation? {
        if let scheme = scheme(of: text) {
            problem(
                schemesOfPostgreSQL.contains(scheme)
                    ? "names a PostgreSQL database, and this build has no PostgreSQL; give the path of an SQLite file"
                    : "is a URL; give the path of an SQLite file")
            return nil
        }
        do throws(SystemError) {
            return .file(try DatabasePath.resolved(text))
        } catch {
            problem("\(error)")
            return .file(text)
        }
    }

    private static let schemesOfPostgreSQL = ["postgresql", "postgres"]

    /// The scheme of a URL (RFC 3986, section 3.1), in small letters; `nil` for what is none. Those of PostgreSQL need no
    /// slashes, which may have been forgotten, but a colon.
    private static func scheme(of text: String) -> String? {
        let text = text.drop { $0 == " " || $0 == "\t" }
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let scheme = text[..<colon].lowercased()
        guard scheme.utf8.first?.isLetter == true,
            scheme.utf8.allSatisfy({ $0.isLetterOrDigit || "+-.".utf8.contains($0) }),
            schemesOfPostgreSQL.contains(scheme) || text[colon...].hasPrefix("://")
        else { return nil }
        return scheme
    }
}
