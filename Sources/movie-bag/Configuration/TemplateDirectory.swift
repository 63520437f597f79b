import FoundationEssentials
import Glibc
import MovieBag

/// The directory that templates are read from.
struct TemplateDirectory {
    let path: String

    /// `templates` in the working directory, else beside the program.
    static var standard: String {
        if access("templates", R_OK | X_OK) == 0 { return "templates" }
        let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let directory = program.flatMap { $0.lastIndex(of: "/").map { slash in String(program![..<slash]) } }
        return (directory ?? ".") + "/templates"
    }

    /// The text of one file.
    ///
    /// - Throws: `TemplateError`.
    func text(of name: String) throws -> String {
        let file = "\(path)/\(name)"
        guard access(file, R_OK) == 0 else {
            throw TemplateError(name, "cannot be read from \(path): \(String(cString: strerror(errno)))")
        }
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
            throw TemplateError(name, "in \(path) is not UTF-8 text")
        }
        return text
    }
}
