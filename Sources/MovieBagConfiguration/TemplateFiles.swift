import MovieBag

/// Where each template comes from: the operator's directory, or, when it is missing there, the packaged one. So a directory
/// with a few texts of one's own goes on working when a newer program has more of them.
///
/// Tests: TemplateFilesTests.swift, TemplateFiles+LinesTests.swift
package struct TemplateFiles {
    /// Whose a template is.
    package enum Origin: String {
        /// In the directory that MOVIE_BAG_TEMPLATES names.
        case own
        /// Delivered with the program.
        case packaged
    }

    /// What MOVIE_BAG_TEMPLATES names; `nil` when it is not given, or names the packaged ones.
    package let own: TemplateDirectory?
    let packaged: TemplateDirectory

    package init(_ given: String?, packaged: TemplateDirectory = .packaged) {
        let given = given.map(TemplateDirectory.init)
        own = given.flatMap { $0.isSame(as: packaged) ? nil : $0 }
        self.packaged = packaged
    }

    /// The text of one file. A file of lines of the operator's has those of the packaged one behind it whose names it lacks.
    ///
    /// - Throws: `TemplateError`.
    func find(_ name: String) throws -> (text: String, origin: Origin, path: String) {
        if let own, let text = try own.text(of: name) {
            return (text + (try packagedLines(missingIn: text, of: name)), .own, "\(own.path)/\(name)")
        }
        // A program that was just built has none, and needs none beside a whole directory.
        if own == nil || packaged.isThere, let text = try packaged.text(of: name) {
            return (text, .packaged, "\(packaged.path)/\(name)")
        }
        throw TemplateError(
            name, "is missing in \(own.map { "\($0.path) and in " } ?? "")\(packaged.path)", isMissing: true)
    }
}
