/// A configuration file of this package, edited as its comments say. An edit that finds nothing to change fails, so a test
/// never runs with less than what it asked for.
struct ProductFile {
    private(set) var text: String
    private let path: String

    /// Reads a file.
    ///
    /// - Parameter path: its path in the repository.
    init(_ path: String) throws {
        self.path = path
        text = try Files.text("\(Repository.path)/\(path)")
    }

    /// Replaces every occurrence.
    mutating func replace(_ old: String, with new: String) throws {
        guard text.contains(old) else { throw Failure("\(path) does not hold: \(old)") }
        text = text.replacing(old, with: new)
    }

    /// Keeps what stands from one text to the next occurrence of another, both included.
    mutating func keep(from first: String, to last: String) throws {
        guard let start = text.firstRange(of: first)?.lowerBound,
            let end = text[start...].firstRange(of: last)?.upperBound
        else { throw Failure("\(path) has nothing from: \(first)") }
        text = String(text[start..<end])
    }

    /// Replaces the example's host name, but not in the names of files.
    mutating func setHost(_ name: String) throws {
        let kept = text.replacing("/movies.example.org", with: "/\u{0}")
        guard kept.contains("movies.example.org") else { throw Failure("\(path) does not name a host") }
        text = kept.replacing("movies.example.org", with: name).replacing("/\u{0}", with: "/movies.example.org")
    }

    /// Turns the comment lines between two lines, both included, into lines that count.
    mutating func uncomment(from first: String, through last: String) throws {
        var isInside = false
        var count = 0
        edit { line in
            let content = line.drop { $0 == " " || $0 == "\t" }
            guard content.hasPrefix("# ") else { return line }
            if content.dropFirst(2).hasPrefix(first) { isInside = true }
            guard isInside else { return line }
            count += 1
            if content.dropFirst(2).hasPrefix(last) { isInside = false }
            return "\(line.prefix { $0 == " " || $0 == "\t" })\(content.dropFirst(2))"
        }
        guard count > 0, !isInside else { throw Failure("\(path) has no comment from \(first) through \(last)") }
    }

    /// Changes line by line; what `change` makes `nil` is left out.
    mutating func edit(_ change: (String) -> String?) {
        text = text.split(separator: "\n", omittingEmptySubsequences: false)
            .compactMap { change(String($0)) }.joined(separator: "\n")
    }
}
