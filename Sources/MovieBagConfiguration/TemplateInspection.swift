import MovieBag
import MovieBagPages

/// Every template with where it comes from and what is wrong with it.
///
/// Tests: TemplateFilesTests.swift
package struct TemplateInspection {
    /// One template.
    package struct Entry {
        package let name: String
        /// Whose it is, and its file; `nil` when there is none that may be read.
        package var found: (origin: TemplateFiles.Origin, path: String)?
        /// What is wrong with it, in a sentence.
        package var problem: String?
        /// How the names in it differ from those of the packaged one; `nil` unless it is a file of lines of the operator's.
        package var names: NameDifference?
    }

    package private(set) var entries: [Entry] = []

    package init(_ files: TemplateFiles) {
        inspect(files) { try MailTexts(words: $0, source: $0) }
        inspect(files, PageTemplates.init)
    }

    /// Whether the service would start with them.
    package var isGood: Bool { entries.allSatisfy { $0.problem == nil } }

    /// Loads one kind again and again, each time with the packaged text in the place of one more that is bad, as loading
    /// ends at the first.
    private mutating func inspect<Kind>(_ files: TemplateFiles, _ load: (TemplateSource) throws -> Kind) {
        var substitutes: [String: String] = [:]
        while true {
            var latest: Entry?
            do {
                _ = try load { name in
                    var current = entry(name)
                    // It stays with that if it is missing and an English one serves.
                    put(current)
                    latest = current
                    if let text = substitutes[name] { return text }
                    let found = try files.find(name)
                    current.found = (found.origin, found.path)
                    current.names = try found.origin == .own ? files.nameDifference(of: name) : nil
                    put(current)
                    latest = current
                    return found.text
                }
                return
            } catch {
                // The one that was asked for last is the one that was refused.
                guard var bad = latest else { return }
                bad.problem = bad.problem ?? "\(error)"
                put(bad)
                guard substitutes[bad.name] == nil, let text = try? files.packaged.text(of: bad.name) else { return }
                substitutes[bad.name] = text
            }
        }
    }

    private func entry(_ name: String) -> Entry { entries.first { $0.name == name } ?? Entry(name: name) }

    private mutating func put(_ entry: Entry) {
        if let index = entries.firstIndex(where: { $0.name == entry.name }) {
            entries[index] = entry
        } else {
            entries.append(entry)
        }
    }
}
