import FoundationEssentials
import Glibc
import MovieBag
import Processes
import Text

/// A directory that templates are read from.
package struct TemplateDirectory {
    package let path: String

    /// Where the templates are that came with this program. Never in the working directory: any user
    /// may own that, and could then decide what a mail says.
    static var packaged: TemplateDirectory {
        TemplateDirectory(
            path: ofProgram(
                (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "/usr/bin/movie-bag"))
    }

    /// `templates` beside a program, else where packages put it.
    ///
    /// - Parameter path: of which only the directory counts.
    static func ofProgram(_ path: String) -> String {
        let directory = PathName.directory(of: path)
        let beside = "\(directory)/templates"
        let shared = "\(directory)/../share/movie-bag/templates"
        // When there are none, the error names the place that is easier to fill.
        return access(beside, R_OK | X_OK) != 0 && access(shared, R_OK | X_OK) == 0 ? shared : beside
    }

    var isThere: Bool { access(path, F_OK) == 0 }

    /// Whether two paths lead to one directory.
    func isSame(as other: TemplateDirectory) -> Bool {
        var (one, another) = (stat(), stat())
        return stat(path, &one) == 0 && stat(other.path, &another) == 0 && one.st_dev == another.st_dev
            && one.st_ino == another.st_ino
    }

    /// The text of one file; `nil` when the directory is there and the file is not.
    ///
    /// - Throws: `TemplateError` when it cannot be read or is not UTF-8; ``UntrustedTemplate``: the file, and the
    ///   directories from this one on, must be root's or the user's who runs this, and must not be writable for all. What
    ///   their groups may do is up to their owners.
    func text(of name: String) throws -> String? {
        let file = "\(path)/\(name)"
        for directory in directories(of: name) {
            var status = stat()
            guard stat(directory, &status) == 0 else {
                if directory != path && errno == ENOENT { return nil }
                throw TemplateError(name, "cannot be read from \(path): \(String(cString: strerror(errno)))")
            }
            try Self.check(status, directory, name)
        }
        // A FIFO that no one writes to would hold up the start for ever.
        let descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else {
            let code = errno
            var link = stat()
            if code == ENOENT, lstat(file, &link) == 0 {
                throw TemplateError(name, "in \(path) is a symbolic link that leads nowhere")
            }
            if code == ENOENT { return nil }
            errno = code
            throw TemplateError(name, "cannot be read from \(path): \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw TemplateError(name, "in \(path) is not a file")
        }
        try Self.check(status, file, name)
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
            throw TemplateError(name, "in \(path) is not UTF-8 text")
        }
        return text
    }

    /// This one and those that lead to a file, from the outside in.
    private func directories(of name: String) -> [String] {
        name.split(separator: "/").dropLast().reduce(into: [path]) { $0.append("\($0.last ?? path)/\($1)") }
    }

    private static func check(_ status: stat, _ path: String, _ name: String) throws {
        guard let reason = distrust(mode: status.st_mode, owner: status.st_uid, user: geteuid()) else { return }
        throw UntrustedTemplate(name: name, reason: "\(path) \(reason)")
    }

    /// Why a file or a directory is not to be trusted by a user; `nil` when it is.
    static func distrust(mode: UInt32, owner: uid_t, user: uid_t) -> String? {
        guard owner == 0 || owner == user else {
            let name = UserName.of(owner) ?? "#\(owner)"
            return "belongs to \(name), and not to root or the user of the service"
        }
        return mode & 0o002 == 0 ? nil : "may be changed by everybody"
    }
}

/// A template that others than root and the user of the service may change.
struct UntrustedTemplate: Error, Equatable, CustomStringConvertible {
    let name: String
    /// Such as "/etc/movie-bag/templates may be changed by everybody".
    let reason: String

    var description: String { "template \(name) is not used: \(reason)" }
}
