import Glibc
import TestSite

/// A document of the repository: its tables, its links, and where links may lead in it.
struct MarkdownDocument {
    /// Its path below the repository's top.
    let path: String
    /// Its lines outside of code blocks.
    let lines: [String]
    /// All of its lines.
    let lineCount: Int

    init(_ path: String) throws {
        self.path = path
        let all = try Files.text("\(Repository.path)/\(path)").split(separator: "\n", omittingEmptySubsequences: false)
        lineCount = all.count - 1
        var isCode = false
        lines = all.filter { line in
            let isFence = line.drop { $0 == " " }.hasPrefix("```")
            if isFence { isCode.toggle() }
            return !isFence && !isCode
        }.map(String.init)
    }

    /// Every document of the repository.
    static func all() throws -> [MarkdownDocument] {
        try paths(endingIn: ".md").map(MarkdownDocument.init)
    }

    /// The files of the repository whose names end so, by their paths below its top.
    static func paths(endingIn end: String, below folder: String = "") throws -> [String] {
        try Files.names(in: "\(Repository.path)/\(folder)").flatMap { name -> [String] in
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            // What was built, and what `make run` and packages have left.
            if name.hasPrefix(".") || path == "var" { return [] }
            if isDirectory(path) { return try paths(endingIn: end, below: path) }
            return name.hasSuffix(end) ? [path] : []
        }
    }

    private static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return lstat("\(Repository.path)/\(path)", &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}

extension MarkdownDocument {
    /// The cells of every row of its tables, without code marks.
    var rows: [[String]] {
        lines.filter { $0.hasPrefix("| ") }.map { line in
            line.split(separator: "|").map { cell in
                cell.filter { $0 != "`" }.split(separator: " ").joined(separator: " ")
            }
        }
    }

    /// Where its links and images lead.
    var links: [String] {
        lines.flatMap { line -> [String] in
            let markdown = line.split(separator: "](", omittingEmptySubsequences: false).dropFirst()
                .map { String($0.prefix { $0 != ")" }) }
            let quoted = line.split(separator: "\"", omittingEmptySubsequences: false)
            let html = zip(quoted, quoted.dropFirst())
                .filter { $0.0.hasSuffix(" src=") || $0.0.hasSuffix(" srcset=") }.map { String($0.1) }
            return markdown + html
        }
    }

    /// The anchors of its headings, as GitHub makes them.
    var anchors: Set<String> {
        var anchors: Set<String> = []
        for line in lines where line.hasPrefix("#") {
            let heading = line.drop { $0 == "#" }.dropFirst().lowercased()
            let kept = heading.filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_" }
            let anchor = kept.replacing(" ", with: "-")
            // Of headings that are the same the further ones are numbered.
            let further = (1...).lazy.map { "\(anchor)-\($0)" }.first { !anchors.contains($0) }
            anchors.insert(anchors.contains(anchor) ? further ?? anchor : anchor)
        }
        return anchors
    }

    /// Where a link of it leads, as a path below the repository's top and an anchor; `nil` for one to another site.
    func target(of link: String) -> (path: String, anchor: String?)? {
        guard !["http://", "https://", "mailto:"].contains(where: link.hasPrefix) else { return nil }
        let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let anchor = parts.count > 1 ? String(parts[1]) : nil
        guard !parts[0].isEmpty else { return (path, anchor) }
        var folders = path.split(separator: "/").dropLast().map(String.init)
        for name in parts[0].split(separator: "/") {
            switch name {
            case ".": continue
            case "..": _ = folders.popLast()
            default: folders.append(String(name))
            }
        }
        return (folders.joined(separator: "/"), anchor)
    }
}
