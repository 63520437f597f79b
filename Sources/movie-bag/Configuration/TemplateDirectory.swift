import FoundationEssentials
import Glibc
import MovieBag

/// The directory that templates are read from.
struct TemplateDirectory {
    let path: String

    /// `templates` in the working directory, else those that came with the program.
    static var standard: String {
        if access("templates", R_OK | X_OK) == 0 { return "templates" }
        return ofProgram(
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "./movie-bag")
    }

    /// `templates` beside a program, else where packages put it.
    ///
    /// - Parameter path: of which only the directory counts.
    static func ofProgram(_ path: String) -> String {
        let directory = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let beside = "\(directory)/templates"
        let shared = "\(directory)/../share/movie-bag/templates"
        // When there are none, the error names the place that is easier to fill.
        return access(beside, R_OK | X_OK) != 0 && access(shared, R_OK | X_OK) == 0 ? shared : beside
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
