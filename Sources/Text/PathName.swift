/// The parts of the name of a file, as text: nothing is looked up, and `.`, `..` and symbolic links stay as they are.
package enum PathName {
    /// The directory: what is before the last slash, `/` for a file in the root, and `.` for a name without a slash
    /// (dirname(3)).
    package static func directory(of path: String) -> String {
        path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    }

    /// The name in its directory: what is behind the last slash, or all of it without one; empty when the path ends in a
    /// slash.
    package static func last(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }

    /// The path of a name in a directory.
    package static func joined(_ directory: String, _ name: String) -> String {
        directory == "/" ? "/\(name)" : "\(directory)/\(name)"
    }
}
